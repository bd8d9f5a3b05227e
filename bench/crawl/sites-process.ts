import { spawn } from "node:child_process";
import { join } from "node:path";

/** The generated shops in a process of their own. */
export interface SitesProcess {
  readonly port: number;
  readonly seeds: readonly string[];
  readonly pid: number;
  stop(): void;
}

/** @param options of `test/sites/serve.ts` */
export async function startSitesProcess(options: readonly string[]): Promise<SitesProcess> {
  const serve = join(import.meta.dirname, "../../test/sites/serve.ts");
  const server = spawn("npx", ["tsx", serve, ...options], { stdio: ["ignore", "pipe", "inherit"], detached: true });
  const told = await new Promise<Omit<SitesProcess, "stop">>((resolve, reject) => {
    let text = "";
    server.on("exit", () => reject(new Error("the shops did not start")));
    server.stdout.on("data", (chunk: Buffer) => {
      text += chunk;
      if (text.includes("\n")) resolve(JSON.parse(text) as Omit<SitesProcess, "stop">);
    });
  });
  return { ...told, stop: () => process.kill(-(server.pid ?? 0)) };
}
