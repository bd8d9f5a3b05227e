import { readdirSync, readFileSync } from "node:fs";

/** Most memory that this process's children, or it itself, ever took, in megabytes; NaN where /proc is not there. */
export function peakMegabytes(whose: "children" | "own"): number {
  const peaks: number[] = [];
  try {
    const pids = whose === "own" ? [String(process.pid)] : readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    for (const pid of pids) {
      let status: string;
      try {
        status = readFileSync(`/proc/${pid}/status`, "utf8");
      } catch {
        continue;
      }
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
      const peak = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]);
      const isReader = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("/ocr/pool/child.");
      if (whose === "own" || (parent === process.pid && isReader)) peaks.push(peak / 1024);
    }
  } catch {
    return Number.NaN;
  }
  return peaks.reduce((sum, peak) => sum + peak, 0);
}
