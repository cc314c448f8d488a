"""A ledger in a folder and the same in object storage."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dragoman.store import Ledger, create_ledger, open_ledger

BUCKET = "ledgers"


@dataclass(frozen=True, slots=True)
class ObjectStorage:
    """An S3 server on the loopback with one bucket."""

    endpoint: str
    client: Any

    def copy(self, old: str, new: str) -> None:
        """Copies everything below one prefix to below another."""
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"{old}/"):
            for each in page["Contents"]:
                key = new + each["Key"].removeprefix(old)
                self.client.copy_object(Bucket=BUCKET, Key=key, CopySource=f"{BUCKET}/{each['Key']}")


@pytest.fixture(scope="session")
def object_storage() -> Iterator[ObjectStorage]:
    """An S3 server on the loopback, with one empty bucket."""
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id="tests",
        aws_secret_access_key="tests",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=BUCKET)
    yield ObjectStorage(endpoint, client)
    client.close()
    server.stop()


@pytest.fixture
def bucket(object_storage: ObjectStorage, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty place in object storage; the environment says how to get there."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": object_storage.endpoint,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{uuid4().hex}"


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of empty ledgers by kind, made when the first is wanted: a copy is made faster."""
    return {"folder": str(tmp_path_factory.mktemp("template") / "ledger")}


@pytest.fixture
def folder(tmp_path: Path, templates: dict[str, str]) -> Ledger:
    """An empty ledger in a folder."""
    create_ledger(templates["folder"])
    return open_ledger(str(shutil.copytree(templates["folder"], tmp_path / "ledger")))


@pytest.fixture
def remote(bucket: str, object_storage: ObjectStorage, templates: dict[str, str]) -> Ledger:
    """An empty ledger in object storage."""
    if "remote" not in templates:
        templates["remote"] = f"s3://{BUCKET}/template"
        create_ledger(templates["remote"])
    object_storage.copy("template", bucket.rpartition("/")[2])
    return open_ledger(bucket)


@pytest.fixture(params=["folder", "remote"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """An empty ledger, once in a folder and once in object storage."""
    found: Ledger = request.getfixturevalue(request.param)
    return found
