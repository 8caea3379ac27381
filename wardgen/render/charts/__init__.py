"""Tables of numbers become charts: what a page asks for and what a file holds -> values -> SVG, without a file or a clock."""
