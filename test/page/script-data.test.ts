import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPage } from "../../src/page/index.js";
import { type Scalar, scanJson, unescapeString } from "../../src/page/json-scan.js";

describe("scanJson", () => {
  test("visits what JSON.parse reads, in order, with paths and places", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const found: [string, unknown][] = [];
        const end = scanJson(text, 0, text.length, (scalar: Scalar) => {
          const raw = text.slice(scalar.start, scalar.end);
          found.push([scalar.path.join("/"), scalar.isString ? unescapeString(raw) : JSON.parse(raw)]);
        });
        expect(end).toEqual({ end: text.length, result: "complete" });
        expect(found).toEqual(leaves(JSON.parse(text), []));
      }),
      { numRuns: 500 },
    );
  });

  const LOOSE: readonly [text: string, values: readonly string[], result: string][] = [
    ["{a:'根',b:undefined,}", ["a=根", "b=undefined"], "complete"],
    ['{/* 注 */a:"x"// don\'t\n,b:`y`}', ["a=x", "b=y"], "complete"],
    ["{'a b':{c:[1,!0,'z']}}", ["a b/c/0=1", "a b/c/1=0", "a b/c/2=z"], "complete"],
    ['"根"', ["=根"], "complete"],
    ['{"a":"b', [], "cut"],
    ['{"a":"b"', ["a=b"], "cut"],
    ['{"a":"b\\"}', [], "cut"],
    ["", [], "cut"],
  ];
  test.each(LOOSE)("%s", (text, values, result) => {
    const found: string[] = [];
    const end = scanJson(text, 0, text.length, ({ start, end, path }) =>
      found.push(`${path.join("/")}=${text.slice(start, end)}`),
    );
    expect({ found, result: end.result }).toEqual({ found: values, result });
  });
});

function leaves(value: unknown, path: readonly (string | number)[]): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  if (value !== null && typeof value === "object") {
    // Not Object.entries: keys like "0" would come first, out of their order in the text.
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  }
  return [[path.join("/"), value]];
}

const SCRIPTS: readonly { name: string; script: string; texts: readonly string[]; notes?: readonly string[] }[] = [
  { name: "a program is not read", script: "<script>alert('操作有误');var o={tip:'提示'}</script>", texts: [] },
  {
    name: "window.__INITIAL_STATE__",
    script: '<script>window.__INITIAL_STATE__={"a":"根治"};(function(){})()</script>',
    texts: ["根治"],
  },
  { name: "window['__STATE__']", script: "<script>window['__STATE__'] = {a:'根治'}</script>", texts: ["根治"] },
  { name: "var productData", script: "<script>var productData = [{name: '根治'}];</script>", texts: ["根治"] },
  { name: "a comparison is no assignment", script: "<script>if(__a__ == {a:'根治'}){}</script>", texts: [] },
  {
    name: "JSON.parse of a string",
    script: `<script>window.__DATA__ = JSON.parse('{"a":"\\u6839治"}')</script>`,
    texts: ["根治"],
  },
  {
    name: "JSON.parse of an escaped address",
    script: `<script>window.__DATA__=JSON.parse(decodeURIComponent("%7B%22a%22%3A%22%E6%A0%B9%22%7D"))</script>`,
    texts: ["根"],
  },
  {
    name: "a broken escaped address",
    script: `<script>window.__DATA__=JSON.parse(decodeURIComponent("%7B%22a%22%3A%22%E6%A0%22%7D"))</script>`,
    texts: [],
  },
  {
    name: "__NUXT__ as a function",
    script: '<script>window.__NUXT__=(function(a,b){return {data:[{title:"根治",sub:a}]}}("x","y"))</script>',
    texts: ["根治"],
  },
  {
    name: "Next.js, streamed",
    script:
      '<script>self.__next_f.push([1,"1:[\\"$\\",\\"p\\",null,{\\"children\\":\\"根治\\"}]\\n2:\\"愈\\"\\n"])</script>',
    texts: ["根治", "愈"],
  },
  {
    name: "application/json",
    script: '<script type="application/json; charset=utf-8">{"a":"根治"}</script>',
    texts: ["根治"],
  },
  { name: "escapes only", script: '<script type="application/json">{"a":"\\u6839\\u6cbb"}</script>', texts: ["根治"] },
  {
    name: "addresses and Latin are left out",
    script: '<script type="application/json">{"a":"//x.example/根","b":"/q?s=根","c":"buy"}</script>',
    texts: [],
  },
  { name: "one text once", script: '<script type="application/json">["根治","根治"]</script>', texts: ["根治"] },
  {
    name: "HTML in a string",
    script: '<script type="application/json">["<p>根<b>治<\\/b></p><p>愈</p>"]</script>',
    texts: ["根治", "愈"],
  },
  {
    name: "entities in a string",
    script: '<script type="application/json">["根&nbsp;治"]</script>',
    texts: ["根\u00a0治"],
  },
  {
    name: "JSON in a string in JSON",
    script: `<script type="application/json">${JSON.stringify({ a: JSON.stringify({ b: JSON.stringify(["根治"]) }) })}</script>`,
    texts: ["根治"],
  },
  {
    name: "cut JSON",
    script: '<script type="application/json">{"a":"根治","b":"愈</script>',
    texts: ["根治"],
    notes: ["state-incomplete"],
  },
  {
    name: "cut JSON-LD",
    script: '<script type="application/ld+json">{"name":"根治"</script>',
    texts: ["根治"],
    notes: ["json-ld-incomplete"],
  },
  {
    name: "a template of HTML",
    script: '<script type="text/x-handlebars-template"><p>根<b>治</b></p></script>',
    texts: ["根治"],
  },
  { name: "a script of an unknown type", script: '<script type="text/plain">{"a":"根治"}</script>', texts: [] },
];

describe("data in scripts", () => {
  for (const { name, script, texts, notes = [] } of SCRIPTS) {
    test(name, () => {
      const page = readPage(`<p>甲</p>${script}`);
      expect(page.passages.slice(1).map(({ text }) => text)).toEqual(texts);
      expect(page.notes.map(({ code }) => code)).toEqual(notes);
    });
  }

  test("a review in the data is a buyer's", () => {
    const html = '<script type="application/json">{"reviews":[{"text":"治好了"}],"preview":"预览"}</script>';
    expect(readPage(html).passages.map(({ author, context }) => [author, context])).toEqual([
      ["buyer", "review"],
      ["merchant", "advertisement"],
    ]);
  });

  const LD: readonly [json: string, structured: Record<string, string>][] = [
    ['{"@type":"Product","name":"甲","offers":{"price":1.5}}', { name: "甲", price: "1.5" }],
    ['[{"@type":"Thing","name":"乙"},{"@type":["Product","Thing"],"name":"甲"}]', { name: "甲" }],
    ['{"@type":"Product","offers":[{"price":"9"},{"price":"8"}],"brand":"丙"}', { price: "9", brand: "丙" }],
    ['{"@type":"Organization","name":"丁"}', {}],
    ['{"@type":"Product","constructor":"x","__proto__":{"name":"y"}}', {}],
  ];
  test.each(LD)("%s", (json, structured) => {
    expect(readPage(`<script type="application/ld+json">${json}</script>`).structured).toEqual(structured);
  });
});

describe("any page at all", () => {
  const token = fc.constantFrom(
    ..."<div> </div> <p> <b> </b> <table> <tr> <td> </table> <dl> <dt> <dd> </dl> <ul> <li> <br> <svg> </svg> <title> </title> <textarea> </textarea> <script> </script> <style> </style> <template> </template> <!-- --> <![CDATA[ ]]> <a href=x> </a> <select> <option> <ruby> <rt> <iframe srcdoc='&lt;p>x'> <img alt=图> <i hidden> </i> <p style='display:none'> <body> </body> <html> </html> & &#26681; &lt 根 治： x = { } [ ] \" ' \\ < > / \0".split(
      " ",
    ),
  );
  test("is read without throwing, twice the same, each text in its place", () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        const html = tokens.join("");
        const page = readPage(html);
        expect(readPage(html)).toEqual(page);
        for (const { text, source } of page.passages) {
          expect(text.trim()).not.toBe("");
          for (let run = 0; run < (source?.length ?? 0); run += 3) {
            const [at = -1, start = -1, length = -1] = source?.slice(run, run + 3) ?? [];
            expect(at < text.length && start >= 0 && length > 0 && start + length <= html.length).toBe(true);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
