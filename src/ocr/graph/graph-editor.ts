import type { Constant, GraphNode, ModelGraph } from "./model-graph.js";

/** Looks up and replaces steps of a model; each step makes one value. */
export class GraphEditor {
  readonly model: ModelGraph;
  readonly #makers = new Map<string, GraphNode>();
  readonly #users = new Map<string, Set<GraphNode>>();
  /** What stands in the place of a step: nothing, itself, or several. */
  readonly #places = new Map<GraphNode, readonly GraphNode[]>();
  #fresh = 0;

  constructor(model: ModelGraph) {
    this.model = model;
    for (const node of model.nodes) this.#add(node);
  }

  /** The steps as they now are, in order. */
  get nodes(): GraphNode[] {
    const expand = (node: GraphNode): readonly GraphNode[] => {
      const instead = this.#places.get(node);
      return instead === undefined ? [node] : instead.flatMap((one) => (one === node ? [one] : expand(one)));
    };
    return this.model.nodes.flatMap(expand);
  }

  maker(value: string): GraphNode | undefined {
    return this.#makers.get(value);
  }

  users(value: string): GraphNode[] {
    return [...(this.#users.get(value) ?? [])];
  }

  /** The only step that uses a value; undefined where there are others, or the caller reads it. */
  onlyUser(value: string): GraphNode | undefined {
    const [user, ...others] = this.users(value);
    return others.length === 0 && !this.model.outputs.includes(value) ? user : undefined;
  }

  constant(value: string | undefined): Constant | undefined {
    return value === undefined ? undefined : this.model.constants.get(value);
  }

  /** The number that a value is everywhere; undefined where it is none. */
  scalar(value: string | undefined): number | undefined {
    const constant = this.constant(value);
    return constant?.data.length === 1 ? constant.data[0] : undefined;
  }

  /** A name for a new value or constant. */
  name(): string {
    return `medlint.${this.#fresh++}`;
  }

  addConstant(dims: readonly number[], data: Float32Array): string {
    const name = this.name();
    this.model.constants.set(name, { dims, data });
    return name;
  }

  /** Puts steps, in order, in the place of one. */
  replace(node: GraphNode, ...instead: readonly GraphNode[]): void {
    this.#remove(node);
    for (const one of instead) this.#add(one);
    this.#places.set(node, instead);
  }

  #add(node: GraphNode): void {
    for (const output of node.outputs) this.#makers.set(output, node);
    for (const input of node.inputs) this.#users.set(input, (this.#users.get(input) ?? new Set()).add(node));
  }

  #remove(node: GraphNode): void {
    for (const output of node.outputs) if (this.#makers.get(output) === node) this.#makers.delete(output);
    for (const input of node.inputs) this.#users.get(input)?.delete(node);
  }
}
