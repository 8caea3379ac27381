"""Files become values: config, sources, pages, registers, URLs, theme. The only room that reads what people wrote."""
