"""One way of writing: spellings, variants on one page, widths and marks."""
