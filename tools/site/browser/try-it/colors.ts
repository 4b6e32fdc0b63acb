/** Colors for speakers in the styles. */
const COLORS = 6;

/** The color of a speaker by their order, from 0. */
export const colorOf = (order: number): number => Math.max(0, order) % COLORS;
