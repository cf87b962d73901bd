"""Vectors of texts: any sentence-transformers model by name, and a small one that comes with baogao.

encoder.py        a model by name -> Encoder
endpoint.py       one behind an OpenAI-compatible address; profile.py: what the settings say of it
prompts.py        what well-known models want before questions and passages
static.py         reads the bundled model with numpy alone
cross_encoder.py  rates a question and a passage together
local.py          where the files of a model are
bundled/          weights, tokenizer and model card of the bundled model
train.py          makes it (python -m embeddings.train)
training/         the steps of that, one module each
"""
