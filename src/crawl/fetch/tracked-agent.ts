import type { Client, Dispatcher } from "undici";
import { type Connection, connectionOf } from "./connection.js";
import type { pinnedConnector } from "./connector.js";

/** A request whose sender wants to know over which connection the answer came. */
export interface TrackedRequest extends Dispatcher.DispatchOptions {
  /** Set before the request goes out; to be asked when the answer begins. Handlers are wrapped on their way, requests are not. */
  connection?: (() => Connection | null) | undefined;
}

type Connector = ReturnType<typeof pinnedConnector>;

/**
 * An agent of undici whose clients say which connection they use: each has one at a time, and without pipelining an
 * answer that begins comes over it.
 */
export function trackedAgent(
  { Agent, Pool, Client }: Pick<typeof import("undici"), "Agent" | "Pool" | "Client">,
  connect: Connector,
  options: Readonly<Record<string, unknown>>,
): Dispatcher {
  class TrackedClient extends Client {
    readonly #current: { connection: Connection | null };

    constructor(origin: string | URL, given: Client.Options) {
      const current: { connection: Connection | null } = { connection: null };
      const own: Connector = (asked, callback) =>
        connect(asked, (...made) => {
          if (made[0] === null) current.connection = connectionOf(made[1]);
          callback(...made);
        });
      super(origin, { ...given, connect: own as never, pipelining: 1 });
      this.#current = current;
    }

    override dispatch(asked: TrackedRequest, handler: Dispatcher.DispatchHandler): boolean {
      asked.connection = () => this.#current.connection;
      return super.dispatch(asked, handler);
    }
  }
  const toClient = (origin: string | URL, given: object) => new TrackedClient(origin, given as Client.Options);
  return new Agent({
    ...options,
    factory: (origin: string | URL, given: object) => new Pool(origin, { ...given, factory: toClient }),
  } as never);
}
