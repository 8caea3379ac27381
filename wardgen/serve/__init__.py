"""The preview: a site as an editor's files are now, in a browser on the same machine, with the findings at their places."""
