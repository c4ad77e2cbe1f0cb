import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { Fact } from '../models.ts';
import { tagged } from '../tagging/tag.ts';
import { Facts } from './facts.tsx';
import { AccessibleNotice } from './notices.tsx';
import { Sheet, useSetting } from './sheet.tsx';
import { colours, type } from './theme.ts';

type CoverProps = {
  /** Small line over the title: what kind of document it is. */
  kind: string;
  title: string;
  subtitle: string;
  facts: readonly Fact[];
  /** Who may have it. */
  handling: string | null;
};

/** First page: whose document, what about, which version, and where the accessible record is. */
export function Cover({ kind, title, subtitle, facts, handling }: CoverProps) {
  const { frame } = useSetting();
  return (
    <Sheet name={kind} order={0} headless>
      <View style={styles.bar} />
      <Text style={[type.strong, styles.partnership]}>{frame.partnership}</Text>
      <View style={styles.middle}>
        <Text style={[type.lead, styles.kind]}>{kind}</Text>
        <Text style={type.title} {...tagged('H1')}>
          {title}
        </Text>
        <Text style={[type.lead, styles.subtitle]}>{subtitle}</Text>
      </View>
      <Facts facts={facts} />
      {handling === null ? null : (
        <View style={styles.handling}>
          <Text style={type.strong}>{handling}</Text>
        </View>
      )}
      <AccessibleNotice />
    </Sheet>
  );
}

const styles = StyleSheet.create({
  bar: { height: 8, width: 96, backgroundColor: colours.accent, marginBottom: 14 },
  partnership: { fontSize: 12, lineHeight: 1.3 },
  middle: { marginTop: 120, marginBottom: 44 },
  kind: { fontWeight: 600, color: colours.soft, marginBottom: 6 },
  subtitle: { marginTop: 10, fontSize: 13, lineHeight: 1.4 },
  handling: { marginTop: 18, borderWidth: 1.5, borderColor: colours.ink, padding: 9 },
});
