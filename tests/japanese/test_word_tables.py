"""The shipped word data is well-formed, and the neighbour rules of heteronyms say what a careful reader says."""

import re
from collections.abc import Iterator

import pytest

from wardgen.japanese.heteronyms import heteronyms
from wardgen.japanese.kanji import has_kanji
from wardgen.japanese.tables import rows, table

_HIRAGANA = re.compile(r"[ぁ-んー・]+")
_ASIDE = {"word", "readings", "pos", "rules", "mild"}

TERMS = list(rows("terms"))
HETERONYMS = {row["word"]: row for row in table("heteronyms")["words"]}


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    for word, row in HETERONYMS.items():
        for rule in row.get("rules", ()):
            yield word, rule


def settle(sentence: str) -> str | None:
    """The reading of the word between ［ and ］, or None where it stays open."""
    left, rest = sentence.split("［")
    word, right = rest.split("］")
    text = left + word + right
    return next((entry.reading for entry in heteronyms()[word].entries if entry.fits(text, len(left))), None)


def test_every_term_has_its_reading_and_source() -> None:
    assert len(TERMS) >= 330
    for cells in TERMS:
        assert len(cells) == 3, cells
        surface, reading, source = cells
        assert has_kanji(surface), surface
        assert _HIRAGANA.fullmatch(reading), surface
        assert surface == surface.strip() and source == source.strip() != "", surface


def test_no_term_is_listed_twice_or_a_heteronym() -> None:
    surfaces = [surface for surface, *_ in TERMS]
    assert len(surfaces) == len(set(surfaces))
    assert not set(surfaces) & set(HETERONYMS)


def test_kana_of_a_term_stand_in_its_reading() -> None:
    for surface, reading, _ in TERMS:
        kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in surface)
        pattern = re.sub(r"[^ぁ-んー・]+", ".+", kana)
        assert re.fullmatch(pattern, reading), surface


def test_every_heteronym_has_two_readings_and_sound_rules() -> None:
    assert len(HETERONYMS) == len(table("heteronyms")["words"]) >= 110
    for word, row in HETERONYMS.items():
        assert set(row) <= _ASIDE, word
        assert has_kanji(word), word
        assert len(set(row["readings"])) == len(row["readings"]) >= 2, word
        assert all(_HIRAGANA.fullmatch(reading) for reading in row["readings"]), word
        assert row.get("mild", "alone") in ("alone", "anywhere"), word
    for word, rule in rules():
        assert set(rule) <= {"reading", "left", "right", "why", "after_noun"}, word
        assert rule.get("after_noun", True) is True and ("after_noun" not in rule or "left" in rule), word
        assert rule["reading"] in HETERONYMS[word]["readings"], word
        assert rule.get("left") or rule.get("right"), word
        assert rule["why"], word
        for side in ("left", "right"):
            re.compile(rule.get(side, ""))


def test_the_commonest_heteronyms_of_public_text_are_listed() -> None:
    assert set("方生後所家町中本今下上人日月時分何間外内他前") <= set(HETERONYMS)
    assert {"行っ", "開い", "開く", "辛い", "入っ", "来", "市場", "人気", "上手", "今日", "一日", "施行"} <= set(
        HETERONYMS
    )


@pytest.mark.parametrize(
    ("sentence", "reading"),
    [
        ("高齢者の［方］は窓口へ", "かた"),
        ("手続きをする［方］は、書類を", "かた"),
        ("早めに相談した［方］が良い", "ほう"),
        ("いずれか少ない［方］の額", "ほう"),
        ("収入が少ない［方］へ", None),
        ("北の［方］へ向かう", None),
        ("ごみの出し［方］がいい例", "かた"),
        ("窓口の［方］が早い", None),
        ("あなた［方］は", None),
        ("説明会を［行っ］ています", "おこなっ"),
        ("病院に［行っ］たとき", "いっ"),
        ("来た道を［行っ］たり来たり", None),
        ("一緒に［行っ］てください", None),
        ("ために［行っ］ています", None),
        ("講座を［開い］ています", "ひらい"),
        ("午後7時まで［開い］ています", None),
        ("ドアが［開く］", None),
        ("ドアを［開け］てください", "あけ"),
        ("会議を［開け］ない", None),
        ("気に［入っ］た", None),
        ("保険に［入っ］た人", "はいっ"),
        ("窓口に［来］られない人", "こ"),
        ("窓口に［来］てください", "き"),
        ("［来る］4月1日", "きたる"),
        ("本人が［来る］とき", "くる"),
        ("年［分］の", None),
        ("2人［分］の料金", "ぶん"),
        ("雨の［時］は中止", "とき"),
        ("災害［時］の連絡", "じ"),
        ("数［時］間", None),
        ("［何］か月前", "なん"),
        ("［何］かあれば", "なに"),
        ("［何］で払いますか", None),
        ("［年］に2回", "ねん"),
        ("［年］を取る", "とし"),
        ("株式［会社］", "がいしゃ"),
        ("この［会社］は", "かいしゃ"),
        ("市民税［係］へ", "がかり"),
        ("収集［日］の朝", "び"),
        ("引っ越した［日］から", "ひ"),
        ("区［外］の人", "がい"),
        ("家の［外］に出る", "そと"),
        ("思いの［外］に早い", None),
        ("その［他］の書類", None),
        ("企業［等］の支援", "とう"),
        ("我［等］の町", None),
        ("お［家］で過ごす", None),
        ("わが［家］の", None),
        ("5年の［間］", "あいだ"),
        ("あっという［間］", "ま"),
        ("事業者［間］の取引", "かん"),
        ("加入［中］の人", "ちゅう"),
        ("部屋の［中］で", "なか"),
        ("一日［中］", None),
        ("卸売［市場］", "しじょう"),
        ("［市場］に行った", None),
        ("［今日］は", None),
        ("［一人］で悩まない", "ひとり"),
        ("［一時］避難場所", None),
        ("［一時］停止", "いちじ"),
        ("［十分］に注意する", "じゅうぶん"),
        ("午後二時［十分］に集合", None),
        ("条例の［施行］", None),
        ("この［頃］は", None),
        ("高校生の［頃］は", "ころ"),
        ("［身体］障害者", "しんたい"),
        ("［出生］届", "しゅっしょう"),
        ("人気［者］の", None),
        ("受講［者］は", "しゃ"),
        ("ご［利益］がある", "りやく"),
        # A noun before a suffix is no word of time, of amount or of manner.
        ("件［数］が増える", "すう"),
        ("このごろ年々［数］が増える", None),
        ("梅干し［作り］を学ぶ", None),
        ("野菜［作り］の会", "づくり"),
        ("母は毎日［作り］ます", "つくり"),
        ("料理を毎日［作り］続ける", "つくり"),
        ("支払いは全部［済み］ました", None),
        ("登録［済み］の方", "ずみ"),
        ("昨日［係］の人に聞いた", None),
        ("先日［店］の前を通った", None),
        ("専門［店］の前を通った", "てん"),
        ("結局［後］で払うことにした", None),
        ("終了［後］の予定", "ご"),
        ("全部［後］に回した", None),
        ("夜間［外］に出ない", None),
        ("最近［名］を知られた店", None),
        ("毎日［額］に汗する", None),
        ("先日［者］が来た", None),
        # Neighbours that two readers of other people's sentences missed.
        ("この学校の［前］校長", None),
        ("学校の［前］で待つ", "まえ"),
        ("まちづくり［会社］", None),
        ("父の［会社］", "かいしゃ"),
        ("お前［等］の番だ", None),
        ("男女［等］しく", "とう"),
        ("未熟［者］ですが", None),
        ("横着［者］の兄", None),
        ("昼［時］の店", None),
        ("食事［時］は込む", None),
        ("霧の中を［行っ］た", None),
        ("森を［行っ］た先", None),
        ("［本］を正せば", None),
        ("［本］を返す", "ほん"),
        ("飛んで火に［入る］虫", None),
        ("機械に［入る］", "はいる"),
        ("色を塗った［方］は右へ", None),
        ("申請された［方］は窓口へ", "かた"),
        ("申請していない［方］は窓口へ", "かた"),
        ("［頭］の命令に従う", None),
        ("［頭］の体操をする", "あたま"),
        ("ここに［市］が立つ", None),
        ("［市］が行う事業", "し"),
        ("［夜］が明ける", "よ"),
        ("今日は、［夜］も明けない", "よ"),
        ("［夜］の部", "よる"),
        ("［辛い］物語", None),
        ("［辛い］物が好き", "からい"),
        ("ガス［臭い］のに気付く", None),
        ("［人気］の絶えた道", None),
        ("［人気］の講座", "にんき"),
        ("狐の［変化］が現れる", None),
        ("天気の［変化］に注意", "へんか"),
        ("［初日］の光を拝む", None),
        ("家賃を毎月［払い］に行く", None),
        ("毎月［払い］", None),
        ("分割［払い］", "ばらい"),
        ("どんな［風］にするか", "ふう"),
        ("［私］は会員です", "わたし"),
        ("［私］学の助成", None),
        ("［日本］では", "にほん"),
        ("［日本］銀行", None),
        ("［年］には勝てない", "とし"),
        ("念の［入っ］た細工", "いっ"),
        ("見る［間］に変わる", "ま"),
        ("箱が［空］になる", "から"),
        ("西の［空］を見る", "そら"),
        ("旅の［空］で", None),
        ("［空］が明らむ", "そら"),
        ("［日］が暮れる", "ひ"),
        ("［日］に焼けた顔", "ひ"),
        ("発売［日］の入り", "び"),
        # Words of one usual reading and one phrase that has another.
        ("親の［敵］を討つ", None),
        ("［敵］が多い", "てき"),
        ("アメリカ［州］", "しゅう"),
        ("砂の［州］の上", None),
        ("洗濯［機］を買う", "き"),
        ("毎日［機］を織る", None),
        ("［的］に当てる", "まと"),
        ("文化［的］な暮らし", "てき"),
        ("申し込みの［際］に", "さい"),
        ("壁の［際］に立つ", None),
        ("生活の［質］を高める", "しつ"),
        ("時計を［質］に入れる", None),
        ("［質］の悪いいたずら", None),
        ("長い手紙を［認め］た", None),
        ("間違いを［認め］る", "みとめ"),
        ("［強力］な磁石", "きょうりょく"),
        ("［強力］を雇う", None),
        ("山田［氏］の話", "し"),
        ("父母の［氏］を名のる", None),
        ("雨が［降っ］た", "ふっ"),
        ("軍門に［降っ］た", None),
        ("昨夜から雪が［降る］", "ふる"),
        ("山を［降る］", None),
        ("敵に［降ら］ない", None),
        ("雨に［降ら］れた", "ふら"),
        ("［弘法］にも筆の誤り", "こうぼう"),
        ("［出所］は不明だ", None),
        ("［出所］した人", "しゅっしょ"),
        ("［地味］の豊かな畑", None),
        ("［地味］な色", "じみ"),
        ("暦の上の［大雪］", None),
        ("［大雪］に備える", "おおゆき"),
        ("孫の［お守り］", None),
        ("［お守り］を買う", "おまもり"),
        ("のどに［支え］た", None),
        ("地域で［支え］る", "ささえ"),
        ("［某］社の人", "ぼう"),
        ("［某］は侍だ", None),
        ("［根本］的に改める", "こんぽん"),
        ("木の［根本］", None),
        ("［正しく］父の声だ", None),
        ("［正しく］使う", "ただしく"),
        ("［番］の小鳥", None),
        ("私の［番］が来る", "ばん"),
        ("羊の［群］", None),
        ("古墳［群］", "ぐん"),
        ("判定が［覆っ］た", None),
        ("屋根を［覆っ］た", "おおっ"),
        ("約束を［違え］た", None),
        ("評判に［違わ］ず", "たがわ"),
        ("昔と［違わ］ない", "ちがわ"),
        ("［陸］に上がる", None),
        ("［陸］の孤島", "りく"),
        ("白い［項］", None),
        ("次の［項］に書く", "こう"),
        ("［件］の男", None),
        ("その［件］について", "けん"),
        ("歴戦の［兵］", None),
        ("敵の［兵］", "へい"),
        ("慈悲［深い］人", "ぶかい"),
        ("海底［深い］所", None),
        ("とても［深い］池", "ふかい"),
        ("用心［深く］歩く", "ぶかく"),
        ("活気［付い］た町", None),
        ("色が［付い］た紙", "つい"),
        ("活気［付く］", None),
        ("時代［掛かっ］た話", None),
        ("お金が［掛かっ］た", "かかっ"),
        ("芝居［掛かる］", None),
        ("指で［摘ん］だ", None),
        ("茶葉を［摘ん］だ", "つん"),
        ("［合点］だ", None),
        ("［合点］がいく", "がてん"),
        ("31［日付］の新聞", None),
        ("書類の［日付］", "ひづけ"),
        ("［同日付］で", None),
        ("睡眠［不足］", "ぶそく"),
        ("最近［不足］している", None),
        ("［不足］する", "ふそく"),
        ("ブロック［塀］", "べい"),
        ("家の［塀］を直す", "へい"),
        ("屏風［祭］", None),
        ("文化［祭］", "さい"),
        ("［筋］力を保つ", "きん"),
        ("大殿［筋］", None),
        ("一本［桜］", None),
        ("土手の［桜］", "さくら"),
        ("忍耐［強い］人", "づよい"),
        ("風が［強い］", "つよい"),
        ("根気［強く］待つ", "づよく"),
        ("先輩［振る］人", None),
        ("手を［振る］", "ふる"),
        ("秩序［立っ］た話", None),
        ("門の前に［立っ］た", "たっ"),
    ],
)
def test_neighbours_settle_only_what_is_safe(sentence: str, reading: str | None) -> None:
    assert settle(sentence) == reading


def test_every_pattern_of_a_neighbour_can_be_asked() -> None:
    """They are compiled when their word is met: a broken one would stop the build of the page that has it."""
    for word, one in heteronyms().items():
        assert [entry.reading for entry in one.entries] == [rule["reading"] for rule in one.rules], word


@pytest.mark.parametrize("word", ["私", "町", "国", "目", "世論", "毎年"])
def test_where_engines_agree_balanced_believes_them_on_words_of_one_usual_reading(word: str) -> None:
    assert heteronyms()[word].is_mild(f"その{word}", 2)


@pytest.mark.parametrize("word", ["方", "後", "市場", "辛い", "額", "明日", "上手", "人気", "頭", "口", "面", "行っ"])
def test_balanced_does_not_believe_them_on_words_of_two_living_readings(word: str) -> None:
    assert not heteronyms()[word].is_mild(word, 0)


@pytest.mark.parametrize(("text", "is_mild"), [("旭町", False), ("アサヒ町", False), ("その町", True), ("町", True)])
def test_what_names_end_with_is_mild_only_by_itself(text: str, is_mild: bool) -> None:
    assert heteronyms()["町"].is_mild(text, len(text) - 1) == is_mild


def test_words_that_are_no_nouns_before_a_suffix_are_words_listed_once() -> None:
    listed = table("heteronyms")["not_after"]
    assert len(set(listed)) == len(listed) and all(map(has_kanji, listed))
