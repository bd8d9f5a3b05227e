import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Frontier } from "../../src/crawl/frontier/frontier.js";
import { openCrawlDatabase } from "../../src/crawl/frontier/open-crawl-database.js";
import { PageStore } from "../../src/crawl/frontier/page-store.js";

/**
 * A frontier of many addresses: filling it, taking it up again as after a kill, leasing from it; time and memory.
 *
 *     npx tsx bench/crawl/frontier.ts [ADDRESSES]
 */
const count = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "medlint-frontier-"));
const path = join(folder, "crawl.sqlite");
const timed = <T>(name: string, act: () => T): T => {
  const start = performance.now();
  const value = act();
  const seconds = (performance.now() - start) / 1000;
  console.log(`${name.padEnd(40)} ${seconds.toFixed(2)} s   RSS ${Math.round(process.memoryUsage.rss() / 1e6)} MB`);
  return value;
};
const first = openCrawlDatabase(path);
const frontier = new Frontier(first.database);
frontier.begin("2026-11-02", 0);
timed(`${count} addresses added`, () => {
  for (let at = 0; at < count; at += 5_000)
    first.database.transaction(() => {
      for (let index = at; index < Math.min(count, at + 5_000); index++) {
        const url = `http://shop-${index % 40}.example/category/${index % 997}/item/${index}.html?sku=${index * 7}`;
        frontier.add({ url, depth: 3, via: "link", foundOn: null });
      }
    })();
});
const leased = timed("10,000 leased", () =>
  first.database.transaction(() => frontier.waitingHosts().flatMap((host) => frontier.lease(host, 250, 1)))(),
);
// No orderly end: leases stay, as after a kill.
first.close();
const resumed = timed("taken up again, first leases at hand", () => {
  const second = openCrawlDatabase(path);
  const again = new Frontier(second.database);
  const round = again.begin("2026-11-03", 2);
  const leases = second.database.transaction(() => again.waitingHosts().flatMap((host) => again.lease(host, 8, 3)))();
  return { second, round, leases };
});
timed("counted for the summary", () => new PageStore(resumed.second.database).counts());
console.log(
  JSON.stringify({
    leased: leased.length,
    resumed: resumed.round.isResumed,
    leases: resumed.leases.length,
    peakMB: Math.round(process.resourceUsage().maxRSS / 1000),
  }),
);
resumed.second.close();
rmSync(folder, { recursive: true, force: true });
