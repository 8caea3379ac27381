"""Rules over sentences: plain words, plain sentences, one way of writing, and mistakes."""
