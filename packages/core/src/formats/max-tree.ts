/** Numbers in a fixed order that can be searched for large ones: each number found costs a logarithm of their count. */
export class MaxTree {
  readonly #leaves: number;
  /** The children of node `n` are `2n` and `2n + 1`; each node holds the largest number below it. */
  readonly #nodes: Float64Array;

  constructor(values: readonly number[]) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, values.length)));
    this.#nodes = new Float64Array(2 * this.#leaves).fill(-Infinity);
    this.#nodes.set(values, this.#leaves);
    for (let node = this.#leaves - 1; node >= 1; node -= 1) this.#update(node);
  }

  /** The positions from `from` to before `to` that hold a number above `limit`, ascending. */
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

  /** Takes the number at `position` out of every later search. */
  remove(position: number): void {
    let node = this.#leaves + position;
    this.#nodes[node] = -Infinity;
    while (node > 1) this.#update((node = Math.floor(node / 2)));
  }

  #update(node: number): void {
    this.#nodes[node] = Math.max(this.#nodes[2 * node]!, this.#nodes[2 * node + 1]!);
  }
}

/** How many of `ascending` are below `limit`. Takes a logarithm of their count. */
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
