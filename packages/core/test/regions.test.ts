import { describe, expect, it } from 'vitest';
import { hostsBehind } from '../src/index.ts';

describe('One address for all hosts', () => {
  it.each(['https://proxy.example.com', ' https://proxy.example.com// '])('%j applies to each', (address) => {
    expect(hostsBehind(address)).toEqual({
      api: 'https://proxy.example.com',
      llm: 'https://proxy.example.com/v1',
      streaming: 'https://proxy.example.com',
      sync: 'https://proxy.example.com',
    });
  });

  it.each([undefined, '', '  '])('%j keeps those of the region', (address) => {
    expect(hostsBehind(address)).toBeUndefined();
  });
});
