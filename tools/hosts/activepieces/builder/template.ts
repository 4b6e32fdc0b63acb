/** How a step treats the value of a property: as the form shows it, or as an expression. */
export type PropertyMode = 'MANUAL' | 'DYNAMIC';

/** A trigger or an action of a flow, as far as the builder validates it. */
export interface TemplateStep {
  readonly name: string;
  readonly displayName: string;
  readonly type: string;
  readonly settings: {
    readonly pieceName?: string;
    readonly pieceVersion?: string;
    readonly actionName?: string;
    readonly triggerName?: string;
    readonly input?: Readonly<Record<string, unknown>>;
    readonly propertySettings?: Readonly<Record<string, { readonly type: PropertyMode }>>;
    /** The list of a loop. */
    readonly items?: string;
  };
  readonly nextAction?: TemplateStep;
  /** The first step within a loop. */
  readonly firstLoopAction?: TemplateStep;
  /** The first step of each branch of a router. */
  readonly children?: readonly (TemplateStep | null)[];
}

/** A flow in the format of imports. */
export interface Template {
  readonly displayName: string;
  readonly trigger: TemplateStep;
}

/** All steps in their order, those of loops and branches included. */
export function stepsOf({ trigger }: Template): readonly TemplateStep[] {
  const steps: TemplateStep[] = [];
  const add = (step: TemplateStep | null | undefined): void => {
    if (step === undefined || step === null) return;
    steps.push(step);
    add(step.firstLoopAction);
    step.children?.forEach(add);
    add(step.nextAction);
  };
  add(trigger);
  return steps;
}
