import { expect, it } from 'vitest';
import { secretsIn, transcriptParams } from '../../src/index.ts';

it('finds the values of secret fields in an input', () => {
  const input = {
    audio_url: 'https://a.b/c.mp3',
    webhook_auth_header_name: 'X-A',
    webhook_auth_header_value: 'agreed',
  };
  expect(secretsIn(transcriptParams, input)).toEqual(['agreed']);
});
