import { clientFor, connectionOf, type GivenConnection } from './client.ts';
import { redactData, transcriptChoices } from './core.ts';
import { assemblyAiAuth } from './credential.ts';
import { sentenceOf } from './errors.ts';

/** A dropdown of the newest transcripts in the account. For older ones, people enter an expression. */
export const transcriptPicker = {
  auth: assemblyAiAuth,
  refreshers: [],
  options: async ({ auth }: { readonly auth?: GivenConnection | null }) => {
    if (auth === undefined || auth === null) return nothing('Connect your AssemblyAI account first.');
    const secrets = [connectionOf(auth).api_key.trim()];
    try {
      const { choices } = redactData(await transcriptChoices(clientFor(auth)), secrets);
      if (choices.length === 0) return nothing('Your account has no transcripts yet.');
      return { disabled: false, options: [...choices] };
    } catch (thrown) {
      return nothing(sentenceOf(thrown, secrets));
    }
  },
};

const nothing = (placeholder: string): { disabled: true; options: never[]; placeholder: string } => ({
  disabled: true,
  options: [],
  placeholder,
});
