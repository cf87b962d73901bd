"""Make a tiny chat model that knows one answer, by `python tiny_model.py FOLDER`.

Two layers of 64 dimensions in the shape of Qwen2. Its layers add nothing, and its output weights lead from each token of
ANSWER to the next, so it says ANSWER after any prompt. It is good for nothing else, but a real server loads it,
tokenises, streams, counts and stops as with any other.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

from rag.config import CORPUS

ANSWER = "新建口袋公园9处[1]。"
"""Each of its tokens stands in it but once: the token before tells the next."""
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
START, END = "<|im_start|>", "<|im_end|>"
DIM = 64


def make(folder: Path) -> None:
    """Write the model and its vocabulary to a folder."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

    torch.manual_seed(0)
    vocabulary = Tokenizer(models.BPE())
    vocabulary.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    vocabulary.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000, special_tokens=[END, START], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    vocabulary.train_from_iterator((path.read_text("utf-8") for path in sorted(CORPUS.glob("*.md"))), trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=vocabulary, eos_token=END, pad_token=END)
    tokenizer.chat_template = TEMPLATE
    config = Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=DIM,
        intermediate_size=2 * DIM,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=32768,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        tie_word_embeddings=False,
    )
    model = Qwen2ForCausalLM(config)
    chain = tokenizer("\n" + ANSWER + END).input_ids
    assert len(set(chain)) == len(chain)
    with torch.no_grad():
        for layer in model.model.layers:
            layer.self_attn.o_proj.weight.zero_()
            layer.mlp.down_proj.weight.zero_()
        model.model.embed_tokens.weight.normal_()
        model.lm_head.weight.zero_()
        for token, following in pairwise(chain):
            model.lm_head.weight[following] = model.model.embed_tokens.weight[token]
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
