import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import type { Evidence } from '../schema.ts';
import { evidenceHref, kindOfEvidence, periodOfEvidence } from '../words.ts';
import { FreshnessMark } from './freshness-mark.tsx';
import { ScanMark } from './scan-mark.tsx';

interface EvidenceSummaryProps {
  item: Evidence;
  today: string;
  /** The trust or group that it came from, with an answer. */
  from: string | undefined;
}

/** What is known of the newest version of a piece. */
export function EvidenceSummary({ item, today, from }: EvidenceSummaryProps) {
  return (
    <SummaryList
      rows={[
        {
          label: item.kind === 'file' ? 'File' : 'Link',
          value: (
            <Anchor
              className="govuk-link"
              href={evidenceHref(item)}
              reloadDocument
              {...(item.kind === 'link' ? { rel: 'noreferrer' } : {})}
            >
              {item.fileName ?? item.url}
            </Anchor>
          ),
        },
        { label: 'What it is', value: kindOfEvidence(item) },
        { label: 'Version', value: String(item.version) },
        { label: 'Covers', value: periodOfEvidence(item) ?? 'Not said' },
        { label: 'Review it by', value: item.reviewOn === null ? 'Not said' : dayInWords(item.reviewOn) },
        {
          label: 'State',
          value: (
            <ScanMark scan={item.scan}>
              <FreshnessMark file={item} today={today} />
            </ScanMark>
          ),
        },
        {
          label: 'Checked for names',
          value:
            item.checkedAt === null
              ? 'Nobody has said that they checked it'
              : `${item.checkedBy ?? 'Somebody'} checked that no child or family can be recognised, ${instantInWords(item.checkedAt)}`,
        },
        { label: 'First added', value: `${instantInWords(item.addedAt)} by ${item.addedBy}` },
        ...(from === undefined ? [] : [{ label: 'From', value: `${from}, with an answer of the trust` }]),
      ]}
    />
  );
}
