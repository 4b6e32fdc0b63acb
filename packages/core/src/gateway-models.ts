/** A language model of the LLM Gateway. Contract: `llm-gateway.md` section 6. */
export interface GatewayModelDetails {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly creator?: string;
  /** Maximum tokens of a request and its response together. */
  readonly context_length?: number;
  readonly supported_parameters?: readonly string[];
  readonly available_regions?: readonly string[];
  readonly providers?: readonly string[];
  /** Prices by region, as the service returns them. */
  readonly pricing?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface GatewayModels {
  readonly data: readonly GatewayModelDetails[];
}
