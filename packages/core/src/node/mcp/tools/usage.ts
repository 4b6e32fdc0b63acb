import { READS, tool } from '../tool.ts';

export const getUsage = tool({
  name: 'get_usage',
  title: 'Get Usage',
  description:
    'Shows how much audio this server has transcribed since it was started, what it costs if prices are set, and how much is left of a limit.',
  params: {},
  hints: READS,
  run: (_, { usage }) => Promise.resolve(usage.bill()),
});
