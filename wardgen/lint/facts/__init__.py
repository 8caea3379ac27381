"""Facts of an HTML tree that many rules need: computed once a document, shared by all."""
