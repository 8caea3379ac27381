// The search: a query and the files of /search/ become an ordered list of pages. In a browser it runs as a worker; `wardgen search` runs the same file.
//
// A query is split by the words of the site itself (lex.bin), along the cheapest path through all the ways to read it:
// as written, as spoken, in Latin letters, half typed, with one slip. So a query can only fall into the words of the index.
// Whatever decides the order is a whole number, and no result depends on what was asked before.
(() => {
  "use strict";
  const LONGEST = 200; // characters of a query that are looked at
  const REACH = 14; // characters of one word
  const PATHS = 8; // readings of a query in kana or Latin letters that are tried on the titles
  const CHOICES = 8; // words that one place of a query may stand for
  const RANKS = 64; // pages of one group of cards, see layout.py

  // -- letters -------------------------------------------------------------------------------------------------------

  const KANJI = /[々〆一-鿿豈-﫿]/;
  const KANA = /^[ぁ-ゖー]+$/;
  const LATIN = /^[a-z' -]+$/;
  const ENDING = /[いうえおかきくけこさしすせそたちつてばびぶべぼまみむめらりるれろわっんぎぐげ]/; // of an inflected word
  const toHiragana = (text) => text.replace(/[ァ-ヶヽヾ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
  const fold = (text) => toHiragana(text.normalize("NFKC")).toLowerCase();
  const keyOf = (word) => (KANJI.test(word) ? word.replace(/[ぁ-ゖー]/g, "") : word);

  const hash = (text) => {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    value = Math.imul((value ^ (value >>> 15)) >>> 0, 0x85ebca6b);
    return (value ^ (value >>> 13)) >>> 0;
  };

  const SOUNDS = {};
  const rows = "あいうえお  かきくけこk さしすせそs たちつてとt なにぬねのn はひふへほh まみむめもm らりるれろr がぎぐげごg ざじずぜぞz だぢづでどd ばびぶべぼb ぱぴぷぺぽp".split(" ");
  for (const row of rows) [..."aiueo"].forEach((vowel, i) => { if (row) SOUNDS[row[i]] = (row[5] || "") + vowel; });
  Object.assign(SOUNDS, {
    し: "shi", ち: "chi", つ: "tsu", ふ: "fu", じ: "ji", ぢ: "ji", づ: "zu", や: "ya", ゆ: "yu", よ: "yo", わ: "wa", を: "o", ん: "n",
    ゃ: "ya", ゅ: "yu", ょ: "yo", ぁ: "a", ぃ: "i", ぅ: "u", ぇ: "e", ぉ: "o", ゔ: "vu", ゐ: "i", ゑ: "e", ゎ: "wa", ゕ: "ka", ゖ: "ke",
  });

  // Hiragana in Latin letters (Hepburn, every vowel written).
  const romaji = (kana) => {
    let out = "";
    for (let i = 0; i < kana.length; i++) {
      const c = kana[i], sound = SOUNDS[c] || "";
      if (c === "ー") out += out.slice(-1);
      else if (c === "っ") out += ((SOUNDS[kana[i + 1]] || "")[0] || "").replace(/[aiueo]/, "");
      else if ("ゃゅょ".includes(c) && /[^aeo]i$/.test(out)) out = out.slice(0, -1) + (/(sh|ch|j)i$/.test(out) ? sound[1] : sound);
      else if ("ぁぃぅぇぉ".includes(c) && /[fvdtw]?[uei]$/.test(out) && i) out = out.slice(0, -1) + (/(sh|ch|j|f|v|t|d)[iue]$/.test(out) ? "" : "w") + sound;
      else out += sound;
    }
    return out;
  };

  // Latin letters as they sound: Kunrei as Hepburn, long as short, doubled as single.
  const memo = (make) => {
    const known = new Map();
    return (text) => {
      let found = known.get(text);
      if (found === undefined) {
        if (known.size > 60000) known.clear();
        known.set(text, found = make(text));
      }
      return found;
    };
  };
  const sound = memo((latin) => latin.normalize("NFD").replace(/[^a-z]/g, "")
    .replace(/([sz]|ty|cy)y?(?=[auo])/g, (all, c) => (all.endsWith("y") ? { s: "sh", z: "j", ty: "ch", cy: "ch" }[c] || "ch" : all))
    .replace(/jy/g, "j").replace(/s(?=i)/g, "sh").replace(/t(?=i)/g, "ch").replace(/t(?=u)/g, "ts").replace(/(^|[^sct])hu/g, "$1fu")
    .replace(/[zd](?=i)/g, "j").replace(/dz?(?=u)/g, "z").replace(/wo/g, "o").replace(/l/g, "r").replace(/m(?=[bmp])/g, "n")
    .replace(/tch/g, "ch").replace(/f(?=[aieo])/g, "h").replace(/v/g, "b").replace(/([bcdfghjkmnprstwyz])\1+/g, "$1")
    .replace(/o(?:[ou]|h(?![aiueoy]))+/g, "o").replace(/([aiue])\1+/g, "$1"));
  const kanaSound = memo((kana) => sound(romaji(kana)));

  const singular = (word) => {
    if (word.length > 4 && word.endsWith("ies")) return word.slice(0, -3) + "y";
    if (word.length > 4 && /(sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2);
    return word.length > 3 && /[^sui]s$|[^iu]es$/.test(word) && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  };

  // Whether one letter too many, too few, another, or two in the wrong order make one text of the other.
  const isOneSlip = (a, b) => {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    let j = 0;
    while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
    const x = a.slice(i, a.length - j), y = b.slice(i, b.length - j);
    return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0]);
  };

  // Every text in which two neighbouring letters have changed places.
  const turned = (text) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2)).filter((other) => other !== text);

  // -- files ---------------------------------------------------------------------------------------------------------

  class Bytes {
    constructor(data) { this.data = data; this.at = 0; }
    get more() { return this.at < this.data.length; }
    byte() {
      if (this.at >= this.data.length) throw new RangeError("truncated");
      return this.data[this.at++];
    }
    number() {
      let value = 0, shift = 1, byte;
      do { byte = this.byte(); value += (byte & 127) * shift; shift *= 128; } while (byte > 127);
      return value;
    }
    take(count) {
      if (this.at + count > this.data.length) throw new RangeError("truncated");
      this.at += count;
      return this.data.subarray(this.at - count, this.at);
    }
    text() { return utf8(this.take(this.data.length - this.at)); }
  }
  const utf8 = (bytes) => {
    if (typeof TextDecoder !== "undefined") return new TextDecoder().decode(bytes);
    let out = "";
    for (let i = 0; i < bytes.length; i += 8192) out += Array.from(bytes.subarray(i, i + 8192), (b) => "%" + (b + 256).toString(16).slice(1)).join("");
    return decodeURIComponent(out);
  };

  // The words of one file of the lexicon, by every way to meet them.
  class Book {
    constructor(data) {
      this.words = [];
      this.written = new Map();
      this.read = new Map();
      const bytes = new Bytes(data);
      this._rows(new Bytes(bytes.take(bytes.number())));
      this.rest = bytes;
    }

    _rows(bytes) {
      let reading = "", before = "";
      while (bytes.more) {
        const mark = bytes.byte();
        if (mark < 0x10) {
          before = reading = before.slice(0, mark) + this._spelled(bytes, false);
          continue;
        }
        const word = { reading, size: (mark >> 2) & 7, stem: !!(mark & 2), strong: !!(mark & 1), written: reading, key: "" };
        if (bytes.data[bytes.at] === 0x30) bytes.at++;
        else word.written = this._spelled(bytes, true);
        word.key = keyOf(word.written);
        if (bytes.more && bytes.data[bytes.at] === 0x32) {
          bytes.at++;
          word.key = this._spelled(bytes, true);
        }
        this.words.push(word);
        put(this.written, word.written, word);
        put(this.read, word.reading, word);
      }
    }

    _spelled(bytes) {
      let out = "", inLetters = false;
      const { data } = bytes;
      while (bytes.at < data.length) {
        const c = data[bytes.at];
        if (c === 0xf7) { inLetters = !inLetters; bytes.at++; }
        else if (inLetters) { out += String.fromCharCode(c); bytes.at++; }
        else if (c === 0xf6) { out += "ー"; bytes.at++; }
        else if (c >= 0xa0) { out += String.fromCharCode(0x3041 + c - 0xa0); bytes.at++; }
        else if (c >= 0x4e) { out += String.fromCharCode((c << 8) | data[bytes.at + 1]); bytes.at += 2; }
        else if (c === 0x3f) { out += String.fromCharCode((data[bytes.at + 1] << 8) | data[bytes.at + 2]); bytes.at += 3; }
        else break;
      }
      return out;
    }

    // Also what the site writes in kana: 椅子 for いす.
    get skeletons() { return (this._skeletons ||= collect(this.words, (word) => (KANJI.test(word.written) ? [keyOf(word.written)] : KANJI.test(word.key) ? [word.key] : []))); }
    get sounds() { return (this._sounds ||= collect(this.words, (word) => (KANA.test(word.reading) ? [kanaSound(word.reading)] : []))); }
    get characters() { return (this._characters ||= collect(this.words, (word) => [...new Set(word.key)].filter((c) => KANJI.test(c)))); }

    get letters() { return (this._letters ||= this.words.filter(({ key }) => key.length === 1 && KANJI.test(key))); }

    // The words of a map whose name is one slip away; the first or second letter is right.
    near(map, piece) {
      const names = (map.near ||= collect([...map.keys()], (name) => (name.length < 3 ? [] : [...new Set(name.slice(0, 2))].map((c) => c + name.length))));
      const known = (map.slips ||= new Map());
      let found = known.get(piece);
      if (found) return found;
      if (known.size > 5000) known.clear();
      known.set(piece, found = []);
      for (let length = piece.length - 1; length <= piece.length + 1; length++) {
        for (const name of names.get(piece[0] + length) || []) if (isOneSlip(name, piece)) found.push(...map.get(name));
      }
      return found;
    }

    // Every entry of a map whose name begins so.
    beginning(map, start) {
      const sorted = (map.sorted ||= [...map.keys()].sort());
      let low = 0, high = sorted.length;
      while (low < high) { const mid = (low + high) >> 1; if (sorted[mid] < start) low = mid + 1; else high = mid; }
      const found = [];
      for (; low < sorted.length && sorted[low].startsWith(start); low++) if (sorted[low] !== start) found.push(...map.get(sorted[low]));
      return found;
    }
  }
  const put = (map, name, value) => { const list = map.get(name); if (list) list.push(value); else map.set(name, [value]); };
  const collect = (list, names) => { const map = new Map(); for (const one of list) for (const name of names(one)) put(map, name, one); return map; };

  // The hashes of what has synonyms: sorted, as differences in Rice code with 8 bits.
  const readMarks = (bytes) => {
    const count = bytes.number(), data = bytes.take(bytes.number()), found = new Set();
    let bit = 0, value = 0;
    const next = () => (data[bit >> 3] >> (bit++ & 7)) & 1;
    for (let i = 0; i < count; i++) {
      let high = 0, low = 0;
      while (next()) high++;
      for (let j = 0; j < 8; j++) low |= next() << j;
      found.add(value += high * 256 + low);
    }
    return found;
  };

  const readPairs = (bytes) => {
    const found = new Set();
    for (let count = bytes.number(); count > 0; count--) { const [x, y] = bytes.take(2); found.add((x << 8) | y); }
    return found;
  };
  // Hash of a word -> where its pages stand in a shard.
  const readShard = (data) => {
    const bytes = new Bytes(data), found = new Map();
    while (bytes.more) {
      const [a, b, c] = bytes.take(3), count = bytes.number(), following = readPairs(bytes), preceding = readPairs(bytes);
      const pages = new Int32Array(count);
      let group = 0;
      for (let i = 0; i < count; i++) pages[i] = (group += bytes.number()) * RANKS;
      const ranks = bytes.take(count), weights = bytes.take(count), places = new Uint8Array(count);
      for (let i = 0; i < count; i++) { pages[i] += ranks[i]; if (weights[i] & 128) places[i] = bytes.byte(); }
      found.set((a << 16) | (b << 8) | c, { pages, weights, places, following, preceding });
    }
    return found;
  };

  // -- reading a query -----------------------------------------------------------------------------------------------

  // What a step of a path costs, by how sure it is. A letter that nothing explains costs most.
  const COST = { word: 10, spoken: 12, variant: 13, loose: 15, mixed: 15, prefix: 13, slip: 33, part: 28, gap: 30, small: 7, synonym: 8, space: 0 };
  const brief = (kana) => { const beats = kana.replace(/[ゃゅょぁぃぅぇぉ]/g, "").length; return beats < 2 ? 15 : beats < 3 ? 4 : 0; };

  class Reader {
    constructor(books, small, synonyms, isOpen, runs = []) {
      this.books = books;
      this.small = small;
      this.synonyms = synonyms;
      this.isOpen = isOpen; // whether the last word may be half typed
      this.runs = runs; // from where to where katakana stand
    }

    // The cheapest paths through a text, as {cost, steps: [{from, to, text, kind, choices}]}, the best first.
    paths(text, many, { slips = false } = {}) {
      const best = [[{ cost: 0 }]], { length } = text, isLatin = LATIN.test(text);
      for (let i = 0; i < length; i++) {
        if (!best[i]) continue;
        for (const step of isLatin ? this._latin(text, i, slips) : this._steps(text, i, slips)) {
          const row = (best[step.to] ||= []);
          // A particle does not begin a query.
          const price = step.cost + (i === 0 && step.kind === "small" ? 10 : 0);
          for (const before of best[i]) {
            const cost = before.cost + price;
            if (row.length === many && cost >= row[many - 1].cost) break;
            let at = row.length;
            while (at > 0 && row[at - 1].cost > cost) at--;
            row.splice(at, 0, { cost, step, from: i, before });
            if (row.length > many) row.pop();
          }
        }
      }
      return best[length].map((last) => {
        const steps = [];
        for (let at = last; at.before; at = at.before) {
          at.step.choices ||= choices(at.step.words);
          at.step.from = at.from;
          steps.unshift(at.step);
        }
        return { cost: last.cost, steps };
      });
    }

    _find(which, name) {
      const found = [];
      for (const book of this.books) { const list = book[which].get(name); if (list) found.push(...list); }
      return found;
    }

    _steps(text, i, slips) {
      const steps = [], { length } = text;
      const add = (to, kind, cost, words, more) => steps.push({ to, kind, cost, text: text.slice(i, to), words, ...more });
      if (text[i] === " ") return [{ to: i + 1, kind: "space", cost: COST.space, text: " ", words: [] }];
      const figure = /^\d+(?![a-z])/.exec(text.slice(i))?.[0];
      if (figure) {
        const words = this._find("written", figure), to = i + figure.length;
        add(to, words.length ? "word" : "small", COST.word, words);
        const halves = to === length && this.isOpen ? this.books.flatMap((book) => book.beginning(book.written, figure)) : [];
        if (halves.length) add(to, "prefix", COST.prefix, [...words, ...halves], { sure: words.map(({ key }) => key) });
        return steps;
      }
      if (/[ぁぃぅぇぉっゃゅょんー]/.test(text[i])) return [{ to: i + 1, kind: "gap", cost: COST.gap, text: text[i], words: [] }];
      let known = 0;
      for (let j = i + 1; j <= Math.min(length, i + REACH); j++) {
        const piece = text.slice(i, j);
        if (piece.endsWith(" ")) break;
        const isKana = KANA.test(piece), hasKanji = KANJI.test(piece), inRun = this.runs.some(({ from, to }) => from <= i && j <= to), dear = hasKanji ? 0 : inRun ? brief(piece) >> 1 : brief(piece);
        const small = this.small.get(piece);
        if (small === "f") { add(j, "small", COST.small + (piece.length < 2 ? (j === length && this.isOpen ? 14 : 2) : 0), []); known = j; }
        const written = this._find("written", piece), seen = new Set(written);
        if (written.length && !isKana) { add(j, "word", COST.word + dear, written); known = j; this._endings(text, j, written, add, COST.word + dear); }
        if (isKana) {
          const spoken = [...written, ...this._find("read", piece).filter((word) => !seen.has(word))], cost = (written.length ? COST.word : COST.spoken) + dear;
          if (spoken.length) { add(j, "word", cost, spoken); known = j; this._endings(text, j, spoken, add, cost); }
          if (piece.length > 2 && !piece.includes("を")) {
            const loose = this._find("sounds", kanaSound(piece)).filter((word) => word.reading !== piece);
            if (loose.length) { add(j, "word", COST.loose + dear, loose); known = j; }
          }
        } else if (hasKanji) {
          const skeleton = keyOf(piece);
          if (skeleton !== piece || !written.length) {
            const alike = this._find("skeletons", skeleton).filter((word) => !seen.has(word) && isAlike(piece, word));
            if (alike.length) { add(j, "word", COST.variant, alike); known = j; }
          }
          if (!written.length && piece.length < 8) {
            const mixed = this._mixed(piece);
            if (mixed.length) add(j, "word", COST.mixed, mixed);
          }
        } else if (/^[a-z0-9.]+$/.test(piece) && !/^[a-z0-9]/.test(text.slice(j)) && !written.length) {
          const latin = this._find("written", singular(piece));
          if (latin.length) add(j, "word", COST.word, latin);
        }
        const said = this.synonyms.get(piece);
        if (said) add(j, "synonym", COST.synonym + dear, written, { said });
        if (j === length && this.isOpen) {
          const halves = this.books.flatMap((book) => (isKana ? [...book.beginning(book.read, piece), ...book.beginning(book.written, piece)] : book.beginning(book.written, piece)));
          // A single kanji after another word, or a few kana, is more often the start of a word than one by itself.
          const likely = hasKanji ? piece.length < 2 && i > 0 : inRun || (written.length && piece.length < 4);
          if (halves.length) add(j, "prefix", likely ? COST.word + dear - 1 : COST.prefix + (hasKanji ? 0 : dear), [...written, ...halves], { sure: written.map(({ key }) => key) });
        }
        if (slips && isKana && piece.length > 2) {
          const near = this.books.flatMap((book) => book.near(book.read, piece));
          if (near.length) add(j, "slip", COST.slip + (piece.length < 4 || (j === length && this.isOpen) ? 6 : 0), near);
        }
      }
      // A kanji that no word explains stands for the words that it is part of.
      const inside = KANJI.test(text[i]) ? this._find("characters", text[i]) : [];
      if (inside.length) add(i + 1, "part", COST.part, inside);
      else if (!(known === i + 1)) add(i + 1, "gap", COST.gap, []);
      return steps;
    }

    // An inflected word goes on for a kana that belongs to none of its neighbours: 払|い, 住|ん.
    _endings(text, j, words, add, cost) {
      const stems = words.filter((word) => word.stem);
      if (stems.length && j < text.length && ENDING.test(text[j])) add(j + 1, "word", cost + 2, stems);
    }

    // Half in kana: 障がい, しょう害.
    _mixed(piece) {
      const head = piece.match(/^([^ぁ-ゖー]+)([ぁ-ゖー]+)$/), tail = piece.match(/^([ぁ-ゖー]+)([^ぁ-ゖー]+)$/);
      if (head) return this._find("characters", head[1][0]).filter((w) => w.written.startsWith(head[1]) && w.reading.endsWith(head[2]) && w.written.length - head[1].length <= head[2].length && w.written.length > head[1].length);
      if (tail) return this._find("characters", tail[2][0]).filter((w) => w.written.endsWith(tail[2]) && w.reading.startsWith(tail[1]) && w.written.length - tail[2].length <= tail[1].length && w.written.length > tail[2].length);
      return [];
    }

    // The same in Latin letters: Japanese by its sound, words of other languages as written.
    _latin(text, i, slips) {
      const steps = [], { length } = text;
      const add = (to, kind, cost, words, more) => steps.push({ to, kind, cost, text: text.slice(i, to), words, ...more });
      if (/[ '-]/.test(text[i])) return [{ to: i + 1, kind: "space", cost: COST.space, text: text[i], words: [] }];
      const isStart = i === 0 || text[i - 1] === " ";
      for (let j = i + 1; j <= Math.min(length, i + 2 * REACH); j++) {
        const piece = text.slice(i, j), isEnd = j === length || text[j] === " ";
        if (isStart && isEnd) {
          const words = [...new Set([...this._find("written", piece), ...this._find("written", singular(piece))])];
          if (words.length) add(j, "word", COST.word - 1, words);
          if (this.small.get(piece) === "f") add(j, "small", COST.small, []);
          const said = this.synonyms.get(piece) || this.synonyms.get(piece.split(" ").map(singular).join(" "));
          if (said) add(j, "synonym", COST.synonym, words, { said });
        }
        if (piece.endsWith(" ")) continue;
        if (piece.includes(" ")) continue;
        const heard = sound(piece), dear = heard.length < 3 ? 15 : heard.length < 5 ? 5 : 0;
        const words = this._find("sounds", heard);
        if (words.length) {
          add(j, "word", COST.spoken + 1 + dear, words);
          const stems = words.filter((word) => word.stem), ending = /^[kgsztdnhbpmrwfc]?[hs]?[aiueo]|^t{1,2}|^n/.exec(text.slice(j));
          if (stems.length && ending) add(j + ending[0].length, "word", COST.spoken + 3 + dear, stems);
        }
        if (this.small.romaji.has(piece)) add(j, "small", COST.small + (piece.length < 4 ? 6 : 1), []);
        if (j === length && this.isOpen && heard.length > 0) {
          const halves = this.books.flatMap((book) => book.beginning(book.sounds, heard)), whole = isStart ? this.books.flatMap((book) => book.beginning(book.written, piece)) : [];
          if (halves.length + whole.length) add(j, "prefix", COST.prefix + dear, [...words, ...halves, ...whole], { sure: words.map(({ key }) => key) });
        }
        if (slips && heard.length > 4) {
          const near = [...turned(piece).flatMap((other) => this._find("sounds", sound(other))), ...this.books.flatMap((book) => book.near(book.sounds, heard))];
          if (near.length) add(j, "slip", COST.slip, near);
        }
      }
      const word = /^[a-z]+/.exec(text.slice(i))[0];
      add(i + 1, "gap", COST.gap / 2, []);
      if (isStart && word.length > 1) add(i + word.length, "gap", COST.gap / 2 + 10 * word.length, []);
      return steps;
    }
  }

  // Whether the kana in a text go with how a word is read: 引っ越し and 引越(ひっこし), not 引く and 引越.
  const isAlike = (piece, word) => {
    const kana = piece.replace(/[^ぁ-ゖー]/g, "");
    if (kana.length > 3) return false;
    let at = 0;
    for (const c of kana) { const next = word.reading.indexOf(c, at); if (next < 0) return word.stem && piece.endsWith(c) && KANJI.test(piece.at(-2)) && ENDING.test(c); at = next + 1; }
    return true;
  };

  // Words as what a place may stand for: keys with their weight (256 = surely), the most frequent first.
  const choices = (words) => {
    const found = new Map();
    let most = 0;
    for (const word of words) most = Math.max(most, word.size + (word.strong ? 2 : 0));
    for (const word of words) {
      const weight = Math.max(96, 256 - 20 * (most - word.size - (word.strong ? 2 : 0)));
      if (!(found.get(word.key)?.weight >= weight)) found.set(word.key, { key: word.key, weight, written: word.written });
    }
    return [...found.values()].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  };

  const titleOf = (card) => fold(card[2].map((part) => (typeof part === "string" ? part : part[0])).join("")).replace(/[^\p{L}\p{N}ー々〆'-]+/gu, "");

  // What a title that is the query, or holds it letter by letter, counts.
  const likeness = (title, text) => (title === text ? 1.5 : title.includes(text) ? 1.2 : 1);

  // -- searching -----------------------------------------------------------------------------------------------------

  class Engine {
    constructor(shape) {
      this.shape = shape;
      this.files = new Map();
    }

    // Keep a file; null says that there is none. What cannot be read counts as not there.
    add(name, data) {
      let value = null;
      try {
        if (data === null) value = null;
        else if (name === "lex") value = this._first(data);
        else if (name[0] === "x") value = this._tail(data);
        else if (name[0] === "p") value = readShard(data);
        else value = JSON.parse(utf8(data));
      } catch { this.isBroken = true; }
      this.files.set(name, value);
    }

    _first(data) {
      const book = new Book(data), marks = readMarks(book.rest), small = new Map(), weak = new Set();
      for (const line of book.rest.text().split("\n")) { if (line[0] === "w") weak.add(keyOf(line.slice(1))); else small.set(line.slice(1), "f"); }
      small.romaji = new Set(["wa", "o", "e", ...[...small.keys()].filter((word) => KANA.test(word)).map(romaji)]);
      return { book, marks, small, weak };
    }

    _tail(data) {
      const book = new Book(data), synonyms = new Map();
      for (const line of book.rest.text().split("\n")) { const [said, meant] = line.split("\t"); if (meant) synonyms.set(said, meant.split("|")); }
      return { book, synonyms };
    }

    // What must be loaded first, or the pages: {need: [names]} or {results, who, marks, …}.
    search(query, count = 10, chosen = [], wantsWho = false) {
      const core = this.files.get("lex");
      if (core === undefined) return { need: ["lex"] };
      if (core === null) return { results: [], steps: [], isBroken: true };
      const asked = this._asked(query);
      if (!asked.text) return { results: [], steps: [], total: 0 };
      const read = this._read(asked, core);
      if (read.need) return read;
      let ranked = null, path = null, most = -Infinity;
      const missing = new Set();
      for (const one of read.paths) {
        const found = this._rank(one.slots, core);
        if (found.need) { for (const name of found.need) missing.add(name); continue; }
        const value = (found.pages.length ? found.pages[0][1] / found.ideal : 0) - one.cost / 80;
        if (value > most) { most = value; ranked = found; path = one; }
      }
      if (missing.size) return { need: [...missing] };
      const need = new Set(), results = [], lists = chosen.map((name) => this._postings("\x01" + name, need));
      if (need.size) return { need: [...need] };
      const pages = lists.reduce((left, list) => { const fit = new Set(list?.pages); return left.filter(([page]) => fit.has(page)); }, ranked.pages);
      const top = pages.slice(0, Math.max(count, 10));
      for (const [page] of top) this._want(`d/${Math.floor(page / RANKS).toString(16)}`, need);
      if (need.size) return { need: [...need] };
      for (const [page, score] of top) {
        const card = (this.files.get(`d/${Math.floor(page / RANKS).toString(16)}`) || []).find(([rank]) => rank === page % RANKS);
        if (card) results.push({ card, score: Math.round(score * likeness(titleOf(card), asked.text.replaceAll(" ", ""))) });
      }
      results.sort((a, b) => b.score - a.score);
      const who = wantsWho ? this._who(results, asked.text, need) : [];
      if (need.size) return { need: [...need] };
      const offices = wantsWho ? results.map(({ card }) => (this.files.get("dep") || []).find((row) => row[0] === card[6])).filter(Boolean) : [];
      return { who, offices, results: results.slice(0, count), total: pages.length, ideal: ranked.ideal, ...this._said(path.steps, asked.text) };
    }

    // The departments that answer: those of the first pages by rank, before them one whose name was asked for.
    _who(results, text, need) {
      const rows = this._want("dep", need) || [], votes = new Map();
      results.slice(0, 5).forEach(({ card }, i) => { if (card[6]) votes.set(card[6], (votes.get(card[6]) || 0) + 60 / (i + 1)); });
      for (const [id, name] of rows) if (text.length > 1 && fold(name.map((part) => (typeof part === "string" ? part : part[0])).join("")).includes(text)) votes.set(id, 1000);
      const best = [...votes].sort((a, b) => b[1] - a[1]).slice(0, 2);
      return best.map(([id]) => rows.find((row) => row[0] === id)).filter(Boolean);
    }

    _asked(query) {
      const raw = [...String(query).normalize("NFKC")].slice(0, LONGEST).join("");
      const isOpen = !/[\s。、？！?!.]$/.test(raw);
      const letters = raw.toLowerCase().replace(/[^\p{L}\p{N}ー々〆'-]+/gu, " ").trim();
      // What stands in katakana is a word by itself.
      const runs = [...letters.matchAll(/[ァ-ヺ][ァ-ヺー]*/g)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
      let text = toHiragana(letters);
      // Kana with letters at the end is Japanese being typed: all of it by its sound.
      if (/[a-z]/.test(text) && /^[ぁ-ゖーa-z ]+$/.test(text) && /[ぁ-ゖ]/.test(text)) text = text.replace(/[ぁ-ゖー]+/g, romaji);
      else text = text.replace(/([一-鿿ぁ-ゖー])[a-z]{1,2}$/, "$1");
      return { text, isOpen, runs };
    }

    _want(name, need) {
      if (!this.files.has(name)) need.add(name);
      return this.files.get(name);
    }

    // Split a query into its words, first by the usual words, then with the rare ones where those leave something open.
    _read({ text, isOpen, runs }, core) {
      const isShort = text.length < 17, need = new Set(), tails = new Set();
      const first = new Reader([core.book], core.small, new Map(), isOpen, runs);
      // What is heard has several meanings: which one the site means, its titles tell.
      const many = KANJI.test(text) ? 1 : PATHS;
      let found = first.paths(text, many, { slips: isShort });
      for (const step of found[0].steps) {
        if (["gap", "part", "slip"].includes(step.kind) || (step.kind === "prefix" && !step.sure.length && step.choices.length < 3)) for (let i = step.from; i < step.to; i++) if (text[i] !== " ") tails.add(text[i]);
      }
      for (const { from, to } of runs) if (!found[0].steps.some((step) => step.from <= from && step.to >= to && step.words.some(({ written }) => written === step.text))) tails.add(text[from]);
      for (let i = 0; i < text.length; i++) {
        for (let j = i + 1; j <= Math.min(text.length, i + REACH); j++) if (core.marks.has(hash(text.slice(i, j)) >>> 12)) tails.add(text[i]);
        if (/[a-z]/.test(text[i]) && (i === 0 || text[i - 1] === " ")) tails.add(text[i]);
      }
      // What was typed in kana or Latin letters has the synonyms of the word that it is read as.
      const readAs = (step) => (["word", "slip"].includes(step.kind) && step.choices[0]?.written !== step.text && core.marks.has(hash(step.choices[0].written) >>> 12) ? step.choices[0].written : "");
      for (const { steps } of found.slice(0, 2)) for (const step of steps) if (readAs(step)) tails.add(readAs(step)[0]);
      if (tails.size) {
        const books = [core.book], synonyms = new Map();
        for (const name of [...new Set([...tails].map((c) => `x/${(hash(c) & (this.shape.tails - 1)).toString(16)}`))].sort()) {
          const tail = this._want(name, need);
          if (tail) { books.push(tail.book); for (const [said, meant] of tail.synonyms) synonyms.set(said, meant); }
        }
        if (need.size) return { need: [...need] };
        const second = new Reader(books, core.small, synonyms, isOpen, runs);
        const again = (slips) => {
          // A synonym that leads to no word of the site is none.
          for (;;) {
            const paths = second.paths(text, many, { slips });
            const said = paths.flatMap(({ steps }) => steps.filter((step) => step.said));
            for (const step of said) step.phrases ||= this._phrases(step, first, second);
            const dead = said.filter((step) => !step.phrases.length && !step.choices.length);
            if (!dead.length) return paths;
            for (const step of dead) synonyms.delete(step.text);
          }
        };
        found = again(isShort);
        for (const { steps } of found) {
          for (const step of steps) {
            const said = step.phrases ? null : synonyms.get(readAs(step));
            if (said) step.phrases = this._phrases({ ...step, said }, first, second);
          }
        }
        if (!isShort && found[0].steps.some((step) => step.kind === "gap" || step.kind === "part")) found = again(true);
      }
      const bag = this._bag(text, core, found[0]), isWhole = bag?.steps.every(({ kind }) => kind === "word");
      found = [...found, bag, isWhole ? null : this._miswritten(core, found[0])].filter(Boolean);
      return {
        paths: found.map(({ cost, steps }) => {
          const slots = steps.filter((step) => step.choices.length || step.phrases?.length).map((step) => ({ ...step, isWeak: step.choices.length > 0 && step.choices.every(({ key }) => core.weak.has(key)) }));
          return { cost, steps, slots };
        }),
      };
    }

    // A compound with a letter missing or out of place: the words that its letters make in any order, and words with what is left.
    _bag(text, core, best) {
      const isDoubtful = best.steps.some(({ kind, text: piece }) => ["part", "gap"].includes(kind) || (kind !== "small" && piece.length === 1 && KANJI.test(piece)));
      if (!isDoubtful || text.length < 3 || text.length > 12 || ![...text].every((c) => KANJI.test(c))) return null;
      const left = [...text], inside = (key) => { const rest = [...left]; return [...key].every((c) => { const at = rest.indexOf(c); if (at < 0) return false; rest.splice(at, 1); return true; }); };
      const words = [...new Set(left)].flatMap((c) => core.book.characters.get(c) || []).filter(({ strong, key }) => strong && key.length > 1);
      const whole = words.filter(({ key }) => inside(key)).sort((a, b) => b.key.length - a.key.length || text.includes(b.key) - text.includes(a.key) || b.size - a.size || (a.key < b.key ? -1 : 1));
      const steps = [], take = (kind, piece, some) => steps.push({ kind, text: piece, from: text.indexOf(piece[0]), to: 0, choices: choices(some), words: some });
      for (const word of whole) {
        if (!inside(word.key)) continue;
        for (const c of word.key) left.splice(left.indexOf(c), 1);
        take("word", word.key, [word]);
      }
      if (!steps.length) return null;
      for (const c of left) take("part", c, words.filter(({ key }) => key.includes(c)));
      steps.sort((a, b) => a.from - b.from);
      const known = steps.filter(({ kind }) => kind === "word");
      for (const step of steps) if (step.kind === "part") step.beside = known;
      return { cost: best.cost + 15, steps };
    }

    // Two letters that no word explains, for a word that has one of them: 非難 for 避難. Its neighbours in titles must say which.
    _miswritten(core, best) {
      const at = best.steps.findIndex((step, i) => {
        const next = best.steps[i + 1];
        return next && [step, next].every((one) => one.text.length === 1 && KANJI.test(one.text)) && [step, next].some(({ kind }) => ["part", "gap", "word"].includes(kind));
      });
      const rest = best.steps.filter((step, i) => i !== at && i !== at + 1);
      if (at < 0 || !rest.some(({ choices: c }) => c.length)) return null;
      const text = best.steps[at].text + best.steps[at + 1].text;
      const words = [...new Set([...text].flatMap((c) => core.book.characters.get(c) || []))].filter(({ key }) => key.length === 2 && (key[0] === text[0]) !== (key[1] === text[1]));
      if (!words.length) return null;
      const { from } = best.steps[at], beside = rest.filter(({ kind }) => kind !== "space" && kind !== "small");
      const step = { kind: "slip", text, from, to: from + 2, words, choices: choices(words), beside, isGuess: true };
      return { cost: best.cost, steps: [...best.steps.slice(0, at), step, ...best.steps.slice(at + 2)] };
    }

    // What a synonym may say instead: each as the keys of its words.
    _phrases(step, first, second) {
      const closed = Object.assign(new Reader(first.books, first.small, new Map(), false), {});
      const keys = (text, reader) => {
        const [{ steps }] = reader.paths(text, 1), words = steps.filter((one) => one.choices.length);
        return steps.some((one) => one.kind === "gap" || one.kind === "part") ? [] : words.map((one) => one.choices[0].key);
      };
      const own = step.choices.length ? [] : [keys(step.text, Object.assign(new Reader(second.books, second.small, new Map(), false), {}))];
      const isKnown = step.choices.length > 0 || own[0].length > 0;
      return [...own.map((k) => ({ keys: k, weight: 256, isOwn: true })), ...step.said.slice(0, CHOICES).map((text, i) => ({ keys: keys(text, closed), weight: (isKnown ? 140 : 220) - 8 * i }))].filter((one) => one.keys.length);
    }

    _postings(key, need) {
      const shard = this._want(`p/${(hash(key) & (this.shape.shards - 1)).toString(16)}`, need);
      return shard ? shard.get(hash(key) >>> 8) : undefined;
    }

    _rank(slots, core) {
      const need = new Set(), all = slots.every((slot) => slot.isWeak);
      const isWide = (slot) => slot.kind === "prefix" || slot.beside || (slot.choices.length > CHOICES / 2 && ["part", "slip"].includes(slot.kind));
      for (const slot of slots) {
        if (!isWide(slot)) for (const { key } of slot.choices.slice(0, CHOICES)) this._postings(key, need);
        for (const { keys } of slot.phrases || []) for (const key of keys) this._postings(key, need);
      }
      if (need.size) return { need: [...need] };
      slots.forEach((slot, i) => {
        slot.taken = isWide(slot) ? this._narrowed(slot, slots[i - 1], need) : slot.choices.slice(0, CHOICES);
        if (slots.length > 1) slot.taken = [...slot.taken, ...this._mistaken(slot, slots[i - 1], slots[i + 1], core, need)];
      });
      if (slots.some((slot) => slot.isGuess && !slot.taken.length)) return { pages: [], ideal: 1 };
      for (const slot of slots) for (const { key } of slot.taken) this._postings(key, need);
      if (need.size) return { need: [...need] };

      const pages = new Map();
      let ideal = 0;
      slots.forEach((slot, i) => {
        const share = (slot.isWeak && !all ? 77 : 256) * (slot.kind === "part" ? 0.5 : slot.kind === "slip" ? 0.8 : 1);
        const worth = this._score(slot, i, Math.round(share), pages);
        ideal += worth;
        slot.worth = worth;
      });
      const ranked = [];
      for (const [page, hit] of pages) ranked.push([page, this._total(hit, slots, ideal)]);
      ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return { pages: ranked, ideal };
    }

    // Of many words that a half-typed one may become, those that follow its neighbour in a title.
    _narrowed(slot, left, need) {
      const following = new Set();
      for (const { key } of left?.taken || []) for (const after of this._postings(key, need)?.following || []) following.add(after);
      for (const { choices: some } of slot.beside || []) {
        for (const { key } of some.slice(0, 2)) {
          const list = this._postings(key, need);
          for (const near of [...(list?.following || []), ...(list?.preceding || [])]) following.add(near);
        }
      }
      const sure = slot.choices.filter(({ key }) => slot.sure?.includes(key));
      const fit = slot.choices.filter(({ key }) => following.has(hash(key) >>> 16) && !slot.sure?.includes(key));
      if (slot.isGuess) return fit.slice(0, CHOICES);
      const rest = slot.choices.filter(({ key }) => !slot.sure?.includes(key)).slice(0, sure.length ? 3 : CHOICES);
      return [...sure, ...(fit.length ? fit : rest.map((one) => ({ ...one, weight: one.weight * (sure.length ? 0.5 : 1) })))].slice(0, CHOICES);
    }

    // What a word may have been meant for, where titles have that beside its neighbours and not the word: 保険 for 保健 after 介護,
    // which sounds the same, and 票 for 標 after 住民.
    _mistaken(slot, left, right, core, need) {
      const own = slot.taken.map(({ key }) => key), isUnknown = slot.text.length === 1 && slot.kind !== "word" && !slot.sure?.length;
      if (!KANJI.test(slot.text) || slot.stem || !["word", "part", "prefix"].includes(slot.kind)) return [];
      const after = (side) => new Set((side?.taken || side?.choices || []).slice(0, 2).flatMap(({ key }) => [...(this._postings(key, need)?.[side === left ? "following" : "preceding"] || [])]));
      const follows = after(left), leads = after(right), isBeside = (key) => follows.has(hash(key) >>> 16) || leads.has(hash(key) >>> 16);
      if (own.some(isBeside)) return [];
      const same = slot.kind === "word" ? slot.words.flatMap(({ reading }) => core.book.read.get(reading) || []) : [];
      const found = [...same, ...(isUnknown && left ? core.book.letters : [])].filter(({ key }) => KANJI.test(key) && !own.includes(key) && isBeside(key));
      return choices(found).slice(0, 3).map((one) => ({ ...one, weight: Math.round(one.weight * 0.8) }));
    }

    _idf(count) { return Math.round(16 * Math.log2(1 + this.shape.pages / Math.max(1, count))); }

    // Add what one place of the query gives to each page; returns what it could give at most.
    _score(slot, number, share, pages) {
      const none = new Set();
      let count = 0;
      const lists = slot.taken.map((choice) => [choice, this._postings(choice.key, none)]).filter(([, list]) => list);
      for (const [, { pages: of }] of lists) count += of.length;
      const idf = this._idf(count);
      let worth = count ? idf * share : 0;
      const give = (page, value, places) => {
        let hit = pages.get(page);
        if (!hit) pages.set(page, hit = { values: [], places: [] });
        if (!(hit.values[number] >= value)) { hit.values[number] = value; hit.places[number] = places; }
      };
      for (const [{ weight }, list] of lists) list.pages.forEach((page, i) => give(page, (((idf * share * weight) >> 8) * (list.weights[i] & 127)) >> 7, [list.places[i]]));
      for (const { keys, weight, isOwn } of slot.phrases || []) {
        const parts = keys.map((key) => this._postings(key, none)).filter(Boolean);
        if (!parts.length) continue;
        const idfs = parts.map((list) => this._idf(list.pages.length)), sum = idfs.reduce((a, b) => a + b, 0), sums = new Map();
        parts.forEach((list, n) => list.pages.forEach((page, i) => {
          let one = sums.get(page);
          if (!one) sums.set(page, one = { value: 0, idf: 0, places: [] });
          one.value += (idfs[n] * share * (list.weights[i] & 127)) >> 7;
          one.idf += idfs[n];
          one.places.push(list.places[i]);
        }));
        if (!count) worth = Math.max(worth, sum * share);
        for (const [page, one] of sums) {
          if (!isOwn && one.idf * 10 < sum * 6) continue;
          const inOrder = one.places.every((place, n) => place && (n === 0 || place >> 4 === (one.places[n - 1] >> 4) + 1)) && one.places.length === keys.length;
          give(page, Math.round((one.value * weight) / 256 * (one.idf / sum) * (inOrder && keys.length > 1 ? 1.3 : 1)), one.places);
        }
      }
      return worth;
    }

    _total(hit, slots, ideal) {
      let sum = 0, met = 0, near = 0, last = 0, joins = 0;
      const titles = new Set();
      let length = 0;
      slots.forEach((slot, i) => {
        const value = hit.values[i];
        if (value === undefined) { last = 0; return; }
        sum += value;
        met += slot.worth;
        const places = hit.places[i];
        for (const place of places) if (place) { titles.add(place >> 4); length = place & 15; }
        const first = places[0] >> 4;
        if (first && last && first === last + 1) { near += value + hit.values[i - 1]; joins += 1; }
        last = places.at(-1) >> 4;
      });
      const whole = length ? titles.size / length : 0;
      const cover = ideal ? met / ideal : 0;
      // All words of the query, one after the other in the title, are more than the same words here and there.
      const isPhrase = joins > 1 && joins === slots.length - 1;
      return Math.round((sum + 0.35 * near) * (0.5 + 0.5 * cover) * (1 + 0.25 * whole * whole) * (isPhrase ? 1.3 : 1));
    }

    // What was understood: the correction if there was a slip, and the texts to mark.
    _said(steps, text) {
      const marks = new Set(), words = [];
      for (const step of steps) {
        if (step.kind === "small" || step.kind === "space" || step.kind === "gap") continue;
        for (const { written } of (step.taken || step.choices).slice(0, CHOICES)) if (written.length > 1 || KANJI.test(written)) marks.add(written);
        if (step.kind !== "part") marks.add(step.text);
        words.push(step.choices[0]?.written || step.text);
      }
      const unknown = steps.filter(({ kind }) => kind === "gap").reduce((sum, { text: piece }) => sum + piece.length, 0) / text.length;
      const hasSlip = !unknown && steps.some((step) => step.kind === "slip");
      const instead = hasSlip ? steps.map((step) => (["space", "small", "gap"].includes(step.kind) ? step.text : step.choices[0]?.written || step.text)).join("") : "";
      return { marks: [...marks].filter((mark) => mark.trim()), instead: instead !== text ? instead : "", unknown, steps: steps.map(({ kind, text: said, choices: c, phrases }) => [kind, said, c.length ? c.slice(0, 3).map(({ key }) => key) : phrases?.[0]?.keys || []]) };
    }
  }

  globalThis.wgEngine = Engine;
  globalThis.wgFold = fold;

  // -- as a worker ---------------------------------------------------------------------------------------------------

  if (typeof importScripts !== "function") return;
  const base = new URL("search/", self.location.href);
  let opened = null;
  let version = "";

  // A file of the index; null where the server has none or it is damaged. Rejects where the network is gone: that passes.
  const fetchFile = async (name, options) => {
    const answer = await fetch(new URL(`${name}.bin${options ? "" : `?v=${version}`}`, base), options);
    if (!answer.ok) return null;
    try {
      return new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
    } catch { return null; }
  };

  // The shape and the lexicon may have changed since yesterday: the server is asked. Everything else carries the version.
  const open = async () => {
    const [shape, lexicon] = await Promise.all([fetch(new URL("index.json", base), { cache: "no-cache" }), fetchFile("lex", { cache: "no-cache" })]);
    const engine = new Engine(await shape.json());
    version = engine.shape.version;
    engine.add("lex", lexicon);
    return engine;
  };

  const loading = new Map();
  const load = (engine, name) => {
    if (!loading.has(name)) loading.set(name, fetchFile(name).then((data) => { engine.add(name, data); }).finally(() => loading.delete(name)));
    return loading.get(name);
  };

  const answer = async ({ query, count, chosen, wantsWho }) => {
    opened ||= open();
    let engine;
    try { engine = await opened; } catch (error) { opened = null; throw error; }
    if (query === null) return {};
    for (;;) {
      const found = engine.search(query, count, chosen, wantsWho);
      if (!found.need) return { ...found, isBroken: !!engine.isBroken };
      await Promise.all(found.need.map((name) => load(engine, name)));
    }
  };

  self.onmessage = async ({ data }) => {
    try { self.postMessage({ id: data.id, ...(await answer(data)) }); } catch { self.postMessage({ id: data.id, isOffline: true, results: [] }); }
  };
})();
