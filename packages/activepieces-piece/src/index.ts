export { type PieceProperty, propOf, propsOf } from './props.ts';
