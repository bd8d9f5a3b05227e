import { isAttributeName } from "../element-attributes.js";
import type { ElementWatcher } from "../element-watcher.js";
import type { FactPlace, PageAdapter } from "./adapter.js";
import { MAX_FACTS } from "./limits.js";
import type { PageFacts } from "./page-facts.js";
import { type FactSource, factsOf } from "./read-facts.js";
import { parseSelector, type Selector } from "./selector.js";
import { type Found, SelectorStream, type Wanted } from "./selector-stream.js";

/** Elements that are kept where their texts decide, or where they are rows. */
const MOST_LOOKED_AT = 2_000;

/** The selectors of an adapter, read once. */
interface Plan {
  readonly wanted: readonly Wanted[];
  readonly byPlace: ReadonlyMap<FactPlace, number>;
  /** By row specification: its row, name and value. */
  readonly byRow: ReadonlyMap<PageAdapter["attributes"][number], readonly [number, number, number]>;
}

const plans = new WeakMap<PageAdapter, Plan | null>();

/** The facts of a page by an adapter, gathered while the page is read. */
export class StreamedFacts implements FactSource {
  readonly #adapter: PageAdapter;
  readonly #plan: Plan;
  readonly #stream: SelectorStream;

  private constructor(html: string, adapter: PageAdapter, plan: Plan) {
    this.#adapter = adapter;
    this.#plan = plan;
    this.#stream = new SelectorStream(html, plan.wanted);
  }

  /** For `readPage`; null where a selector asks for a tree. */
  static of(html: string, adapter: PageAdapter): StreamedFacts | null {
    let plan = plans.get(adapter);
    if (plan === undefined) {
      plan = planOf(adapter);
      plans.set(adapter, plan);
    }
    return plan === null ? null : new StreamedFacts(html, adapter, plan);
  }

  get watcher(): ElementWatcher {
    return this.#stream;
  }

  /** Once the page was read. */
  read(): PageFacts {
    return factsOf(this, this.#adapter);
  }

  *texts(place: FactPlace): Generator<string> {
    const index = this.#plan.byPlace.get(place) ?? -1;
    const contains = this.#plan.wanted[index]?.selector.contains ?? "";
    let count = 0;
    for (const found of this.#stream.found[index] ?? []) {
      const text = this.#stream.textOf(found);
      if (contains !== "" && !text.includes(contains)) continue;
      if (++count > MAX_FACTS) return;
      yield place.attribute === undefined ? text : (found.attributes[place.attribute] ?? "");
    }
  }

  *rows(spec: PageAdapter["attributes"][number]): Generator<readonly [string, string]> {
    const [row = -1, name = -1, value = -1] = this.#plan.byRow.get(spec) ?? [];
    const { found } = this.#stream;
    for (const one of found[row] ?? []) yield [this.#firstWithin(one, name), this.#firstWithin(one, value)];
  }

  #firstWithin(row: Found, index: number): string {
    const list = this.#stream.found[index] ?? [];
    // Ordered by place: the first behind the row's start is the one, if it stands before the row's end.
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] as Found).order <= row.order) low = middle + 1;
      else high = middle;
    }
    const first = list[low];
    return first === undefined || first.order > row.last ? "" : this.#stream.textOf(first);
  }
}

function planOf(adapter: PageAdapter): Plan | null {
  const wanted: Wanted[] = [];
  const byPlace = new Map<FactPlace, number>();
  const byRow = new Map<PageAdapter["attributes"][number], readonly [number, number, number]>();
  const add = (selector: Selector, most: number, attributes: readonly string[] = []): number =>
    wanted.push({ selector, most, attributes }) - 1;
  for (const places of Object.values(adapter.facts)) {
    for (const place of places) {
      const selector = parseSelector(place.select);
      const { attribute } = place;
      if (selector === null || (attribute !== undefined && !isAttributeName(attribute))) return null;
      const most = selector.contains === null ? MAX_FACTS : MOST_LOOKED_AT;
      byPlace.set(place, add(selector, most, attribute === undefined ? [] : [attribute]));
    }
  }
  for (const spec of adapter.attributes) {
    const parts = [spec.row, spec.name, spec.value].map(parseSelector);
    const [row, name, value] = parts;
    if (row == null || name == null || value == null) return null;
    // Within a row, selectors of several elements may begin outside of it: a tree knows.
    if (
      row.contains !== null ||
      [name, value].some(({ compounds, contains }) => compounds.length > 1 || contains !== null)
    )
      return null;
    byRow.set(spec, [add(row, MOST_LOOKED_AT), add(name, MOST_LOOKED_AT * 2), add(value, MOST_LOOKED_AT * 2)]);
  }
  return { wanted, byPlace, byRow };
}
