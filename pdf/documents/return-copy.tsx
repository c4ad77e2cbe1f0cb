import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { packWords, type ReturnCopyModel, type ReturnStandard } from '../models.ts';
import { AnswerBlocks } from '../parts/answer.tsx';
import { ContentsLine } from '../parts/contents.tsx';
import { Cover } from '../parts/cover.tsx';
import { Facts, Signatures } from '../parts/facts.tsx';
import { LabelledMarks } from '../parts/mark.tsx';
import { numbered } from '../parts/numbered.ts';
import { EvidenceTable } from '../parts/registers.tsx';
import { ScaleTable } from '../parts/scale-table.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { colours, type } from '../parts/theme.ts';
import { tagged } from '../tagging/tag.ts';

/** A return as it was sent: who signed, every standard with every question and answer, and the evidence. */
export function ReturnCopy({ model }: { model: ReturnCopyModel }) {
  const last = model.standards.length + 2;
  return (
    <>
      <Cover
        kind="Copy of a return"
        title={model.organisation}
        subtitle={model.cycleTitle}
        handling={null}
        facts={[
          { label: 'Kind of organisation', value: model.organisationKind },
          { label: 'Standards', value: model.editionTitle },
          { label: 'State', value: model.status },
          { label: 'Reference', value: model.reference },
          { label: 'Printed', value: model.madeOnText },
          { label: 'Snapshot, SHA-256', value: model.snapshotHash },
        ]}
      />
      <Sheet name="Contents and signatures" order={1} bookmark="Contents and signatures">
        <Heading id="contents" title={packWords.contents} level={1} />
        <View {...tagged('TOC')}>
          <ContentsLine id="details" title="Details" />
          {model.standards.map(({ number, title }) => (
            <ContentsLine key={number} id={`standard-${number}`} number={number} title={title} />
          ))}
          <ContentsLine id="evidence" title={packWords.evidence} />
        </View>
        <Heading id="signatures" title="Signatures" />
        {model.signatures.length === 0 ? (
          <Text style={type.body}>Nobody has signed this return yet.</Text>
        ) : (
          <Signatures signatures={model.signatures} />
        )}
        <Heading id="details" title="Details" />
        <Facts facts={model.profile} />
        <Heading id="scale" title="How ratings are shown" />
        <ScaleTable scale={model.scale} />
      </Sheet>
      {model.standards.map((standard, index) => (
        <StandardSection key={standard.number} standard={standard} order={index + 2} />
      ))}
      <Sheet name={packWords.evidence} order={last} bookmark={packWords.evidence}>
        <Heading id="evidence" title={packWords.evidence} level={1} />
        {model.evidence.length === 0 ? (
          <Text style={type.body}>{packWords.noEvidence}</Text>
        ) : (
          <EvidenceTable evidence={model.evidence} />
        )}
      </Sheet>
    </>
  );
}

function StandardSection({ standard, order }: { standard: ReturnStandard; order: number }) {
  const name = `${standard.number} ${standard.title}`;
  return (
    <Sheet name={name} order={order} bookmark={name}>
      <Heading id={`standard-${standard.number}`} title={`${standard.number}  ${standard.title}`} level={1} />
      {standard.summary === null ? null : <Prose text={standard.summary} style={type.lead} />}
      {standard.overall === null ? null : (
        <View style={styles.overall}>
          <LabelledMarks
            marks={[
              { label: 'Whole standard', mark: standard.overall },
              ...(standard.beside === null ? [] : [{ label: 'Its other ratings come to', mark: standard.beside }]),
            ]}
          />
        </View>
      )}
      {numbered(standard.questions).map(({ number, item: question }) => (
        <View key={number} style={styles.question}>
          <View wrap={false} minPresenceAhead={1} style={styles.head}>
            <Text style={type.strong} {...tagged('H2')}>{`${question.number}  ${question.text}`}</Text>
            {question.carried === null ? null : <Text style={[type.cell, styles.carried]}>{question.carried}</Text>}
          </View>
          <AnswerBlocks blocks={question.answer} />
          {question.evidence.length === 0 ? null : (
            <View style={styles.evidence}>
              <Text style={type.label}>Evidence</Text>
              <View {...tagged('L')}>
                {numbered(question.evidence).map(({ number: place, item: title }) => (
                  <Text key={place} style={type.cell} {...tagged('LI')}>{`•  ${title}`}</Text>
                ))}
              </View>
            </View>
          )}
        </View>
      ))}
    </Sheet>
  );
}

const styles = StyleSheet.create({
  overall: { marginTop: 8 },
  question: { paddingTop: 10, paddingBottom: 10, borderBottomWidth: 0.5, borderBottomColor: colours.line },
  head: { marginBottom: 5 },
  carried: { fontStyle: 'italic', color: colours.soft },
  evidence: { marginTop: 6 },
});
