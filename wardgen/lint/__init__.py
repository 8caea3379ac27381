"""Rules over pages and the whole site: what to tell an editor before anything is published."""
