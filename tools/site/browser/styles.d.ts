/** Vite bundles style sheets that a program imports. */
declare module '*.css';
