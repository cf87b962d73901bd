"""The steps that make the bundled model; embeddings/train.py runs them in order."""
