"""Short texts held by their pieces are compared as their vectors would be."""

import numpy as np

from embeddings.encoder import bundled
from embeddings.phrases import Phrases

TEXTS = ["停车位", "老人吃饭", "空气好不好", "school meals", "修了多少路"]


def test_cosines_are_those_of_the_vectors() -> None:
    """The sum over pieces gives the cosine of the texts' vectors, best first."""
    encoder = bundled()

    found = Phrases(encoder, TEXTS).nearest("老人在哪儿吃饭", 5)

    cosines = encoder.encode_queries(TEXTS) @ encoder.encode_queries(["老人在哪儿吃饭"])[0]
    assert [one.text for one in found] == np.argsort(-cosines).tolist()
    assert np.allclose([one.cosine for one in found], np.sort(cosines)[::-1], atol=1e-5)


def test_what_each_piece_adds_is_told() -> None:
    """The shares of the pieces add up to the cosine, and the words in common add most."""
    text = "老人在哪儿吃饭"

    best = Phrases(bundled(), TEXTS).nearest(text, 1)[0]

    assert np.isclose(sum(share for _, share in best.parts), best.cosine, atol=1e-5)
    (start, end), _ = max(best.parts, key=lambda part: part[1])
    assert text[start:end] in {"老人", "吃饭"}


def test_a_text_without_letters_is_like_none() -> None:
    """Signs alone have a cosine of 0 with all."""
    found = Phrases(bundled(), TEXTS).nearest("？！", 2)

    assert [one.cosine for one in found] == [0.0, 0.0]
