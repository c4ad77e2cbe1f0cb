import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { certificateWords, type DisposalCertificateModel } from '../models.ts';
import { Facts } from '../parts/facts.tsx';
import { AccessibleLine } from '../parts/notices.tsx';
import { numbered } from '../parts/numbered.ts';
import { Sheet } from '../parts/sheet.tsx';
import { Table } from '../parts/table.tsx';
import { Heading, Prose } from '../parts/text.tsx';
import { type } from '../parts/theme.ts';

/** A certificate of disposal: what went by which rule, who decided it, and every identifier. */
export function DisposalCertificate({ model }: { model: DisposalCertificateModel }) {
  const [kind, rule, gone, kept] = certificateWords.kindHeadings;
  return (
    <Sheet name={model.owner} order={0} bookmark={model.title}>
      <Heading id="certificate" title={model.title} level={1} note={model.owner} />
      <AccessibleLine />
      <View style={styles.facts}>
        <Facts
          facts={[
            ...model.facts,
            { label: certificateWords.madeOn, value: model.madeOnText },
            { label: certificateWords.hash, value: model.listSha256 },
          ]}
        />
      </View>
      <Prose text={model.reason} />
      <Prose text={certificateWords.about} />
      <Heading id="kinds" title={certificateWords.kinds} bookmark={certificateWords.kinds} />
      <Table
        rows={model.kinds}
        charactersOf={(row) => row.words.length + row.rule.length}
        columns={[
          { heading: kind, width: { share: 1 }, strong: true, cell: (row) => row.words },
          { heading: rule, width: { share: 1 }, cell: (row) => row.rule },
          { heading: gone, width: 50, align: 'right', cell: (row) => row.gone },
          { heading: kept, width: 50, align: 'right', cell: (row) => row.kept },
        ]}
      />
      <Heading id="list" title={certificateWords.list} bookmark={certificateWords.list} />
      {model.lists.length === 0 ? <Text style={type.body}>{certificateWords.none}</Text> : null}
      {numbered(model.lists).flatMap(({ number, item: list }) => [
        <Heading key={`heading-${number}`} id={`list-${number}`} title={list.words} level={3} />,
        <Table
          key={`list-${number}`}
          rows={list.ids}
          charactersOf={(id) => id.length}
          columns={[{ heading: certificateWords.idHeading, width: { share: 1 }, longestWord: 64, cell: (id) => id }]}
        />,
      ])}
    </Sheet>
  );
}

const styles = StyleSheet.create({ facts: { marginTop: 6, marginBottom: 10 } });
