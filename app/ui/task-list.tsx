import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';

export type Task = {
  title: ReactNode;
  /** Words, or a `Tag` for what still needs doing. Never a rating. */
  status: ReactNode;
} & OptionalProps<{
  href: string;
  hint: ReactNode;
  /** A second link of the row, beside the one that its title is. */
  aside: ReactNode;
  className: string;
  titleClassName: string;
  /** `cannot-start-yet` prints the status in grey. */
  statusKind: 'cannot-start-yet';
  statusClassName: string;
}>;

type TaskListProps = {
  items: readonly Task[];
} & OptionalProps<{
  /** In front of the ids: needed as soon as a page has two lists. */
  idPrefix: string;
  className: string;
}>;

/** Things to do, each with a status. */
export function TaskList({ items, idPrefix = 'task-list', className }: TaskListProps) {
  return (
    <ul className={classNames('govuk-task-list', className)}>
      {keyed(items).map(({ key, value }) => (
        <TaskItem key={key} task={value} id={`${idPrefix}-${Number(key) + 1}`} />
      ))}
    </ul>
  );
}

function TaskItem({ task, id }: { task: Task; id: string }) {
  const { title, titleClassName, aside, status, statusKind, statusClassName, href, hint, className } = task;
  const hintId = `${id}-hint`;
  const statusId = `${id}-status`;
  return (
    <li className={classNames('govuk-task-list__item', href ? 'govuk-task-list__item--with-link' : false, className)}>
      <div className="govuk-task-list__name-and-hint">
        {href ? (
          <Anchor
            className={classNames('govuk-link govuk-task-list__link', titleClassName)}
            href={href}
            aria-describedby={hint ? `${hintId} ${statusId}` : statusId}
          >
            {title}
          </Anchor>
        ) : (
          <div className={titleClassName}>{title}</div>
        )}
        {hint ? (
          <div id={hintId} className="govuk-task-list__hint">
            {hint}
          </div>
        ) : null}
        {aside ? <div className="app-task-aside">{aside}</div> : null}
      </div>
      <div
        className={classNames(
          'govuk-task-list__status',
          statusKind ? `govuk-task-list__status--${statusKind}` : false,
          statusClassName,
        )}
        id={statusId}
      >
        {status}
      </div>
    </li>
  );
}

type TaskGroup = { heading: ReactNode; items: readonly Task[]; hint?: ReactNode };
type TaskGroupsProps = { groups: readonly TaskGroup[]; idPrefix?: string | undefined };

/** Task lists under headings, numbered as they come by the page if it wants numbers. */
export function TaskGroups({ groups, idPrefix = 'tasks' }: TaskGroupsProps) {
  return keyed(groups).map(({ key, value: group }) => (
    <section key={key} className="app-task-group" aria-labelledby={`${idPrefix}-${key}`}>
      <h2 className="govuk-heading-m" id={`${idPrefix}-${key}`}>
        {group.heading}
      </h2>
      {group.hint ? <p className="govuk-hint">{group.hint}</p> : null}
      <TaskList items={group.items} idPrefix={`${idPrefix}-${key}`} />
    </section>
  ));
}
