/** A segment tree that finds numbers above a limit. Each number found takes logarithmic time. */
export class MaxTree {
  readonly #leaves: number;
  /** The children of node `n` are `2n` and `2n + 1`. Each node contains the maximum of its children. */
  readonly #nodes: Float64Array;

  constructor(values: readonly number[]) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#nodes = new Float64Array(2 * this.#leaves).fill(-Infinity);
    this.#nodes.set(values, this.#leaves);
    for (let node = this.#leaves - 1; node >= 1; node -= 1) this.#update(node);
  }

  /** Returns the positions of numbers above `limit`, from `from` up to but not including `to`, ascending. */
  above(limit: number, from: number, to: number): number[] {
    const found: number[] = [];
    const search = (node: number, first: number, width: number): void => {
      if (first >= to || first + width <= from || !(this.#nodes[node]! > limit)) return;
      if (width === 1) {
        found.push(first);
      } else {
        search(2 * node, first, width / 2);
        search(2 * node + 1, first + width / 2, width / 2);
      }
    };
    search(1, 0, this.#leaves);
    return found;
  }

  /** Excludes the number at `position` from later searches. */
  remove(position: number): void {
    let node = this.#leaves + position;
    this.#nodes[node] = -Infinity;
    while (node > 1) this.#update((node = Math.floor(node / 2)));
  }

  #update(node: number): void {
    this.#nodes[node] = Math.max(this.#nodes[2 * node]!, this.#nodes[2 * node + 1]!);
  }
}

/** Returns how many numbers in `ascending` are below `limit`. Takes logarithmic time. */
export function countBelow(ascending: readonly number[], limit: number, from = 0): number {
  let low = from;
  let high = ascending.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
