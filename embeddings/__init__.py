"""Vectors of texts: any sentence-transformers model by name, and a small one that comes with baogao.

encoder.py    a model by name -> Encoder
static.py     reads the bundled model with numpy alone
bundled/      its weights, tokenizer and model card
train.py      makes it (python -m embeddings.train)
training/     the steps of that, one module each
"""
