/** Read calendar files named as arguments with ical.js; print {file: [event, ...]} as JSON, or end with an error. */
import { readFileSync } from "node:fs";

import ICAL from "ical.js";

function told(component) {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    zone: component.getFirstProperty("dtstart").getParameter("tzid") ?? event.startDate.zone.tzid,
    allDay: event.startDate.isDate,
    status: component.getFirstPropertyValue("status"),
    url: component.getFirstPropertyValue("url"),
    alarms: component.getAllSubcomponents("valarm").map((alarm) => ({
      action: alarm.getFirstPropertyValue("action"),
      trigger: String(alarm.getFirstPropertyValue("trigger")),
      description: alarm.getFirstPropertyValue("description"),
    })),
  };
}

const calendars = {};
for (const file of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  calendars[file] = calendar.getAllSubcomponents("vevent").map(told);
}
process.stdout.write(JSON.stringify(calendars));
