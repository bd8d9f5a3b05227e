import { type Alphabet, CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { type Automaton, LINK } from "./automaton.js";
import type { Collector } from "./collector.js";
import type { TextWindow } from "./walk.js";

/** Units read at once: they and the rows in use stay in the second-level cache. */
const CHUNK = 1 << 15;
/** Shorter texts are copied unit by unit: a call into the runtime costs more. */
const SHORT = 64;

const bytes = Buffer.allocUnsafeSlow(CHUNK * 2);
const units = new Uint16Array(bytes.buffer, bytes.byteOffset, CHUNK);

/** A step by any class but the escape. */
function step(automaton: Automaton, state: number, number: number): number {
  const { sparseFrom, check, links, next } = automaton;
  let at = state;
  while (at >= sparseFrom) {
    const link = (at - sparseFrom) * LINK;
    const child = (links[link] as number) + number;
    if (check[child] === number) return sparseFrom + child;
    at = links[link + 1] as number;
  }
  return next[at + number] as number;
}

/** The first pattern that ends at a dense state from `limit` on. */
function outputOfRow(automaton: Automaton, state: number): number {
  return automaton.rowOutput[(state - automaton.limit) / automaton.classes] as number;
}

/**
 * Runs both automata over a text in one pass and hands every candidate to the collector.
 *
 * The two share the reading of characters and their classes; their chains of dependent reads run side by side in the
 * processor, so that the second automaton costs little. The text is copied into a typed array piece by piece, which is
 * ten times as fast as the pass itself and lets the loop read without asking how the string is stored.
 */
export function scanText(
  text: string,
  alphabet: Alphabet,
  han: Automaton,
  mixed: Automaton,
  window: TextWindow,
  collector: Collector,
): void {
  const classOf = alphabet.classOf;
  const firstWord = alphabet.firstWord;
  const hanCheck = han.check;
  const hanLinks = han.links;
  const mixedCheck = mixed.check;
  const mixedLinks = mixed.links;
  const hanNext = han.next;
  const hanLimit = han.limit;
  const hanSparse = han.sparseFrom;
  const mixedNext = mixed.next;
  const mixedLimit = mixed.limit;
  const mixedSparse = mixed.sparseFrom;
  window.text = text;
  window.units = units;
  let s = 0;
  let q = 0;
  for (let offset = 0; offset < text.length; ) {
    const length = Math.min(CHUNK, text.length - offset);
    if (length < SHORT) for (let k = 0; k < length; k++) units[k] = text.charCodeAt(offset + k);
    else bytes.write(length === text.length ? text : text.slice(offset, offset + length), 0, "utf16le");
    window.start = offset;
    window.end = offset + length;
    let i = 0;
    while (i < length) {
      let c = 0;
      if (s < hanSparse && q < mixedSparse) {
        do {
          c = classOf[units[i++] as number] as number;
          s = hanNext[s + c] as number;
          q = mixedNext[q + c] as number;
        } while (s < hanLimit && q < mixedLimit && i < length);
        if (s < hanLimit && q < mixedLimit) break;
        if (c === CLASS_ESCAPE) {
          s -= han.escapeFrom;
          q -= mixed.escapeFrom;
        }
      } else {
        c = classOf[units[i++] as number] as number;
        if (c > CLASS_ESCAPE) {
          // `step`, written out twice: calls and the reading of fields would double the time.
          if (c < firstWord) {
            for (;;) {
              if (s < hanSparse) {
                s = hanNext[s + c] as number;
                break;
              }
              const link = (s - hanSparse) * LINK;
              const child = (hanLinks[link] as number) + c;
              if (hanCheck[child] === c) {
                s = hanSparse + child;
                break;
              }
              s = hanLinks[link + 1] as number;
            }
          }
          for (;;) {
            if (q < mixedSparse) {
              q = mixedNext[q + c] as number;
              break;
            }
            const link = (q - mixedSparse) * LINK;
            const child = (mixedLinks[link] as number) + c;
            if (mixedCheck[child] === c) {
              q = mixedSparse + child;
              break;
            }
            q = mixedLinks[link + 1] as number;
          }
        } else if (c === CLASS_OTHER) {
          s = 0;
          q = 0;
        } else if (c === CLASS_WORD) q = 0;
      }
      if (c === CLASS_ESCAPE) {
        const point = text.codePointAt(offset + i - 1) as number;
        c = CLASS_OTHER;
        if (point > 0xffff) {
          c = classOfAstral(alphabet, point);
          i++;
        }
        if (c === CLASS_OTHER) {
          s = 0;
          q = 0;
        } else if (c !== CLASS_NOISE) {
          if (c !== CLASS_WORD && c < firstWord) s = step(han, s, c);
          q = c === CLASS_WORD ? 0 : step(mixed, q, c);
        }
      }
      if (c <= CLASS_WORD) continue;
      let hanPattern = -1;
      if (s >= hanLimit && c < firstWord)
        hanPattern = s < hanSparse ? outputOfRow(han, s) : (hanLinks[(s - hanSparse) * LINK + 2] as number);
      let mixedPattern = -1;
      if (q >= mixedLimit)
        mixedPattern = q < mixedSparse ? outputOfRow(mixed, q) : (mixedLinks[(q - mixedSparse) * LINK + 2] as number);
      if (hanPattern >= 0 || mixedPattern >= 0) collector.take(hanPattern, mixedPattern, offset + i);
    }
    offset += i;
  }
  window.text = "";
}
