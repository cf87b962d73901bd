"""Real transformers of one layer with random weights, written to disk."""

from pathlib import Path

SIGNS = "查问询：:就业学校公园道路新增建改造口袋万人处里青石区安澜市年完成情况目标计划0123456789%，。"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(SIGNS), "roads", "new", "query", "passage"]


def _bert(folder: Path, **more: int) -> object:
    import torch
    from transformers import BertConfig, BertTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    return BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=256,
        initializer_range=0.5,  # wide, so that different texts come out far apart
        **more,
    )


def write_bi_encoder(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """Write a sentence-transformers model: BERT, and the mean of its tokens."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    bert = folder / "bert"
    BertModel(_bert(bert)).save_pretrained(bert)
    modules = [Transformer(str(bert)), Pooling(16)]
    model = SentenceTransformer(modules=modules, prompts=prompts, device="cpu")
    model.save_pretrained(str(folder / "model"), create_model_card=False)
    return folder / "model"


def write_cross_encoder(folder: Path, labels: int = 1) -> Path:
    """Write a BERT that gives `labels` scores to a pair of texts."""
    from transformers import BertForSequenceClassification

    BertForSequenceClassification(_bert(folder, num_labels=labels)).save_pretrained(folder)
    return folder
