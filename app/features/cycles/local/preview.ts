import type { Edition } from '../../../../standards/contract.ts';
import { kindsOf } from '../../../../standards/reach.ts';
import {
  type OrganisationKind,
  organisationKinds,
  type Phase,
  phaseCodes,
  phases,
} from '../../../../standards/vocabulary.ts';
import { compileEdition, questionnaireFor } from '../../questionnaire/questionnaire.ts';
import { localDocument } from './local-part.ts';

export interface PreviewKind {
  readonly kind: OrganisationKind;
  readonly phase: Phase | null;
}

/** The kind of organisation of a preview, from the address; the first that the edition is for when none is named. */
export function readPreviewKind(search: URLSearchParams, edition: Edition): PreviewKind {
  const kinds = kindsOf(edition);
  const [first = 'voluntary'] = kinds;
  const kind = kinds.find((one) => one === search.get('kind')) ?? first;
  if (edition.sector === 'agency') return { kind, phase: null };
  return { kind, phase: phaseCodes.find((one) => one === search.get('phase')) ?? 'primary' };
}

/** What the form of a preview offers: kinds, and phases where the edition is for settings. */
export const previewChoices = (edition: Edition) => ({
  kinds: kindsOf(edition).map((kind) => ({ value: kind, label: organisationKinds[kind].name })),
  phases: edition.sector === 'setting' ? phaseCodes.map((phase) => ({ value: phase, label: phases[phase] })) : [],
});

/** What one kind of organisation would be asked with an empty page of facts: the local questions, and how many others. */
export function previewFor(edition: Edition, { kind, phase }: PreviewKind) {
  const compiled = compileEdition(edition);
  const facts = { kind, phase, duty: organisationKinds[kind].duty, profile: {}, answers: {} };
  const { standards, undecided } = questionnaireFor(compiled, facts);
  const waiting = new Map(undecided.map((one) => [one.question.code, one.profileMissing]));
  const asked = new Set(standards.flatMap(({ questions }) => questions.map(({ question }) => question.code)));
  const isLocal = (sources: readonly { document: string }[]) =>
    sources.some(({ document }) => document === localDocument);
  const questions = edition.standards.flatMap((standard) =>
    standard.questions
      .filter(({ code, sources }) => isLocal(sources) && (asked.has(code) || waiting.has(code)))
      .map((question, place) => ({
        question,
        number: `${standard.number}.${place + 1}`,
        scale: question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined,
        waits: waitingWords(waiting.get(question.code) ?? [], edition),
      })),
  );
  const shared = [...compiled.questions.values()].filter(({ question }) => !isLocal(question.sources));
  return { questions, national: shared.filter(({ question }) => asked.has(question.code)).length };
}

function waitingWords(codes: readonly string[], edition: Edition): string | undefined {
  if (codes.length === 0) return undefined;
  const texts = codes.map((code) => edition.profile.find((question) => question.code === code)?.text ?? code);
  return `Asked only when the page of facts says so: ${texts.join(' ')}`;
}
