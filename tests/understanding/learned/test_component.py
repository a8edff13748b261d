"""The component in Rasa's own storage: trained, stored, loaded, asked."""

import json
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.spine_reader import SpineReader
from bot.model.entities import reading_from
from bot.model.finding import Status
from bot.understanding.learned.rows import Row


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.fixture
def corpus(tmp_path: Path, rows: tuple[Row, ...]) -> Path:
    """Two hands of the corpus, in a folder of their own."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for hand in sorted({row.hand for row in rows})[:2]:
        lines = [
            json.dumps(
                {
                    "text": r.text,
                    "kind": r.kind,
                    "urgency": sorted(r.urgency),
                    "present": sorted(r.present),
                    "absent": sorted(r.absent),
                    "causes": sorted(r.causes),
                }
            )
            for r in rows
            if r.hand == hand
        ]
        (folder / f"{hand}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_what_was_trained_is_what_is_loaded(corpus: Path, tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(_folder(tmp_path / "store")), Resource("SpineReader")
    context = ExecutionContext(GraphSchema({}))
    config = {**SpineReader.get_default_config(), "corpus": str(corpus)}
    trained = SpineReader.create(config, storage, resource, context)
    assert trained.train(TrainingData()) == resource
    loaded = SpineReader.load(config, storage, resource, context)
    texts = ["I can't feel the paper when I wipe.", "my neck is a bit stiff", ""]
    said = [
        [message.as_dict() for message in one.process([Message.build(text) for text in texts])]
        for one in (trained, loaded)
    ]
    assert said[0] == said[1]
    assert "saddle_numbness" in reading_from(said[0][0]["entities"]).ids(Status.PRESENT)


def test_an_untrained_one_says_so(tmp_path: Path) -> None:
    config = SpineReader.get_default_config()
    storage = LocalModelStorage(tmp_path)
    untrained = SpineReader.create(config, storage, Resource("x"), ExecutionContext(GraphSchema({})))
    with pytest.raises(RuntimeError, match="make train"):
        untrained.process([Message.build("my back hurts")])
