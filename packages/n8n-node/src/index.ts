export { type NodeProperty, propertiesOf, propertyOf } from './properties.ts';
