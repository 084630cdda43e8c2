import pytest
from markupsafe import Markup

from miniconf.text import inline, mark_html, mark_scripts, script_lang


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("佐々木 さくら", "ja"),
        ("渡邊 沢", "ja"),
        ("김민준", "ko"),
        ("张伟", "zh-Hans"),
        ("陳妳", "zh-Hant"),
        ("山本", None),
        ("张沢", None),
        ("محمد", "ar"),
        ("محمد علی", "fa"),
        ("ٹیپو", "ur"),
        ("דוד", "he"),
        ("आर्या", "hi"),
        ("สมชาย", "th"),
        ("Γιώργος", "el"),
        ("α", None),
        ("Мария", None),
        ("Ada Lovelace", None),
        ("Øystein", None),
        ("Haruna さん", None),
        ("", None),
    ],
)
def test_script_lang_tells_a_language_only_where_certain(name, lang) -> None:
    assert script_lang(name) == lang


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("Ada & <b>", "Ada &amp; &lt;b&gt;"),
        ("Haruna 陽菜さん & co", 'Haruna <span lang="ja">陽菜さん</span> &amp; co'),
        ("佐藤 陽菜 and 김 민준", '佐藤 陽菜 and <span lang="ko">김 민준</span>'),
        ("Reza محمد علی (Tehran)", 'Reza <bdi lang="fa">محمد علی</bdi> (Tehran)'),
        ("α-NLI by Γιώργος", 'α-NLI by <span lang="el">Γιώργος</span>'),
        ("さ\u202e\x00ん", '<span lang="ja">さん</span>'),
    ],
)
def test_mark_scripts_wraps_runs(name, html) -> None:
    assert mark_scripts(name) == html


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Nests on ice", "Nests on ice"),
        ("Reading さくら & *Γιώργος*",
         'Reading <span lang="ja">さくら</span> &amp; <em><span lang="el">Γιώργος</span></em>'),
        ("بهار: a corpus", '<bdi lang="ar">بهار</bdi>: a corpus'),
        ("The particle `は` か", 'The particle <code>は</code> <span lang="ja">か</span>'),
        ("山本 of α", "山本 of α"),
    ],
)  # fmt: skip
def test_mark_html_wraps_runs_in_the_words_alone(title: str, html: str) -> None:
    assert mark_html(inline(title)) == html


def test_mark_html_leaves_formulas_alone() -> None:
    formula = inline(r"Bounds of $\alpha\beta\gamma$")
    assert "<math" in formula
    assert mark_html(formula) == formula
    assert mark_html(Markup('<a title="さ">さ</a>')) == (
        '<a title="さ"><span lang="ja">さ</span></a>'
    )
