"""Helpers of the chat's tests tell what differs, as tests themselves do."""

import pytest

pytest.register_assert_rewrite("tests.chat.contract")
