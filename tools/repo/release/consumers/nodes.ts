import { execFileSync } from 'node:child_process';
import { olderNode } from '@aai-connectors/runtimes/nodes';

/** A Node to run programs on. */
export interface Node {
  readonly program: string;
  /** Such as `20.20.2`. */
  readonly version: string;
}

/** The Node at a path. @throws Error if it does not run */
export function nodeAt(program: string): Node {
  return { program, version: execFileSync(program, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim() };
}

/** The oldest and the newest Nodes that are supported, as far as this machine can have them. */
export const supportedNodes = (): readonly Node[] => {
  const older = (['node-20', 'node-22'] as const).flatMap((name) => olderNode(name) ?? []);
  return [...older, process.execPath].map(nodeAt);
};

/** Whether a Node is one of a range such as `>=22`. */
export const isInRange = ({ version }: Node, range = '>=0'): boolean => {
  const least = /^>=(\d+)/.exec(range)?.[1];
  if (least === undefined) throw new Error(`The range ${range} does not start with >=.`);
  return Number(version.split('.')[0]) >= Number(least);
};
