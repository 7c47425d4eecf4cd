"""Other ways to write a language in an address lead to the pages in it."""

import pytest


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/zh/", "/zh-hans/"),
        ("/zh/mfano/?as_of=2022&known_on=2023", "/zh-hans/mfano/?as_of=2022&known_on=2023"),
        ("/zh/%3Fas_of=2022", "/zh-hans/%3Fas_of%3D2022"),
        ("/zh/mfano/%23x/%25/%0D%0A", "/zh-hans/mfano/%23x/%25/%0D%0A"),
        ("/zh//evil.example/", "/zh-hans//evil.example/"),
        ("/zh/瓜达尔/", "/zh-hans/%E7%93%9C%E8%BE%BE%E5%B0%94/"),
        ("/zh-cn/mfano/", "/zh-hans/mfano/"),
        ("/zh-CN/mfano/", "/zh-hans/mfano/"),
        ("/zh-hant/", "/zh-hans/"),
        ("/zh-Hans/mfano/", "/zh-hans/mfano/"),
        ("/UR/mfano/", "/ur/mfano/"),
        ("/Ur-pk/", "/ur/"),
    ],
)
def test_a_language_written_otherwise_leads_on(client, path, leads):
    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, leads)


def test_a_language_written_as_ours_leads_nowhere_else(client, mfano):
    answers = [client.get(f"/{path}/mfano/") for path in ("ur", "zh-hans", "zh-xx")]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
