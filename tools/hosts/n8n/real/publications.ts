import type { Database } from './database.ts';

/**
 * n8n registers triggers and webhooks of published workflows in the background, after it says that it is ready, and keeps
 * a book of it. This is the number of the last entry; 0 before the first.
 */
export async function lastPublication({ rows }: Database): Promise<number> {
  const [last] = await rows<{ readonly id: number | string | null }>(
    'select max(id) as id from workflow_publication_outbox',
  );
  return Number(last?.id ?? 0);
}

/**
 * Whether every published workflow is registered by an n8n that was started after that entry. Webhooks are registered
 * once, in the database; triggers that live in memory are registered again at each start. A registration that failed
 * counts too: it will not be tried again soon.
 */
export async function publicationsDone({ rows }: Database, before: number): Promise<boolean> {
  const [left] = await rows<{ readonly undone: number | string }>(UNDONE, before);
  return left !== undefined && Number(left.undone) === 0;
}

const UNDONE = `
  select count(*) as undone from workflow_entity w
  where w."activeVersionId" is not null and (
    exists (
      select 1 from workflow_publication_outbox o
      where o."workflowId" = w.id and o.status in ('pending', 'in_progress')
    )
    or not exists (select 1 from workflow_publication_outbox o where o."workflowId" = w.id and o.id > $1)
    and (
      not exists (
        select 1 from workflow_publication_trigger_status t
        where t."workflowId" = w.id and t."versionId" = w."activeVersionId"
      )
      or exists (
        select 1 from workflow_publication_trigger_status t
        where t."workflowId" = w.id and t."triggerKind" = 'in-memory' and t.status = 'activated'
      )
    )
  )`;
