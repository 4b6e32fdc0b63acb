export type HostId = 'n8n' | 'zapier' | 'activepieces' | 'langchain';

/**
 * What a person meets on a form. `door` is a closed collection of further fields; `dynamic` stands for fields that the
 * host asks the adapter for; neither is filled in itself. `notice` is text only.
 */
export type Control =
  | 'text'
  | 'longText'
  | 'secret'
  | 'number'
  | 'date'
  | 'toggle'
  | 'choice'
  | 'choices'
  | 'picker'
  | 'list'
  | 'rows'
  | 'file'
  | 'json'
  | 'notice'
  | 'door'
  | 'dynamic';

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

/** One element of a form, in no host's own shape. */
export interface FormField {
  /** The name that the adapter reads it by. */
  readonly key: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly control: Control;
  readonly required?: boolean | undefined;
  readonly options?: readonly FormOption[] | undefined;
  /** What the form starts with. */
  readonly start?: unknown;
  readonly placeholder?: string | undefined;
  /** Label of the heading it sits under, in hosts that group fields. */
  readonly heading?: string | undefined;
  /** Columns of `rows`. */
  readonly columns?: readonly FormField[] | undefined;
}

/** The form of one operation, trigger, tool or connection. */
export interface Form {
  readonly host: HostId;
  readonly kind: 'operation' | 'trigger' | 'connection' | 'tool';
  /** The entry's id in the catalogue; of a connection, `connection`. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** Answers that lead to this form, where a host has one form for all operations. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** What is there before anything is answered, in order, with notices and doors. */
  readonly shown: readonly FormField[];
  /** Everything that a person can fill in, in whatever state of the form, behind doors included; columns are not. */
  readonly all: readonly FormField[];
}

/** Whether a person fills it in. */
export const isInput = ({ control }: FormField): boolean => !['notice', 'door', 'dynamic'].includes(control);
