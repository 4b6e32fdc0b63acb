export const HELP = `Transcribes audio with AssemblyAI.

  npm start                                the bundled dialogue between two speakers
  npm start -- FILE_OR_LINK... [options]   recordings: files on this machine, or http(s) links
  npm start -- --resume ID... [options]    wait for transcripts that were submitted earlier, and write their files
  npm start -- --list [--limit N]          the newest transcripts of the account
  npm start -- --live [FILE]               transcribe live, at the speed of speech, with captions
  npm start -- --mic                       the same for raw 16-bit PCM from standard input

What is transcribed
  --speakers            label the speakers
  --param NAME=VALUE    set any parameter of the API; repeat it for more. A value can be JSON:
                        --param language_code=de --param 'speaker_options={"min_speakers_expected":2}'
                        Parameters that this version does not know are sent with a note.
  --max-hours HOURS     do not start more than this much audio. Checked before the upload for local files. Links and
                        files of unknown length run one at a time, and none starts once the limit is reached.

What is written
  --format LIST         FORMATS (several with commas; default: srt,vtt,json,markdown)
  --out FOLDER          where to write (default: transcripts)
  --force               replace existing files. Without it, a run that would replace a file does not start.

What is printed
  --quiet               no progress and no transcripts, only failures
  --json                one line of JSON for each recording on standard output, instead of the text

Where it runs
  --region us|eu        where the audio is processed and stored (default: us)
  --host URL            another address for the API, such as that of "npm run stand-in" or a proxy
  --stand-in            use the built-in stand-in although ASSEMBLYAI_API_KEY is set
  --concurrency N       recordings at a time (default: 5)
  --deadline MINUTES    how long to wait for one transcript (default: 180)
  --rate HZ             sample rate of --mic (default: 16000)
  -h, --help

With ASSEMBLYAI_API_KEY set, the real API does the work, and it is billed. Without it, a local stand-in does, which knows
only the recordings in this repository.

Everything is checked before anything is billed: files, folder, options, parameters and the key. Ctrl-C stops, and prints
the command that continues each transcript that has been submitted.

Exit codes: 0 all done, 1 something failed, 2 nothing was started, 130 stopped by Ctrl-C.
`;
