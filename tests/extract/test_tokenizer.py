"""The tokens of the pipeline are those of spaCy's own Chinese tokenizer, for any text."""

from __future__ import annotations

import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract import make_pipeline

OWN, SPACY = make_pipeline(), spacy.blank("zh")


@given(st.text(st.sampled_from("县局 、\n\t\u3000a1\u200b\x1c\x85") | st.characters()))
@example("")
@example("  一、总体要求。  二、 任务 \n\n  （一）")
def test_the_tokens_are_those_of_spacy(text: str) -> None:
    own, spacy_own = OWN.make_doc(text), SPACY.make_doc(text)
    assert [token.text_with_ws for token in own] == [token.text_with_ws for token in spacy_own]


def test_a_pipeline_that_was_saved_is_read_again(tmp_path) -> None:
    OWN.to_disk(tmp_path)
    assert [token.text for token in spacy.load(tmp_path).make_doc("县 局")] == ["县", "局"]
