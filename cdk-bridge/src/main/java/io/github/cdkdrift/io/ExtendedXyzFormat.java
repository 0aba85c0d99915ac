package io.github.cdkdrift.io;

import java.util.List;
import org.openscience.cdk.io.formats.IChemFormatMatcher;
import org.openscience.cdk.io.formats.IResourceFormat;
import org.openscience.cdk.tools.DataFeatures;

/**
 * Extended XYZ as a CDK format: an atom count, then a line with {@code Properties=}. Found by CDK's {@code ReaderFactory} and
 * {@code FormatFactory} when this library is on the class path; plain XYZ stays with CDK's own reader.
 */
public final class ExtendedXyzFormat implements IChemFormatMatcher {
    private static final IResourceFormat INSTANCE = new ExtendedXyzFormat();

    /** For {@link java.util.ServiceLoader}. */
    public ExtendedXyzFormat() {}

    /** The format. */
    public static IResourceFormat getInstance() {
        return INSTANCE;
    }

    @Override
    public MatchResult matches(List<String> lines) {
        boolean matches = lines.size() > 1
                && lines.get(0).strip().matches("[0-9]{1,9}")
                && ExtendedXyzComment.parse(lines.get(1)).containsKey("Properties");
        return matches ? new MatchResult(true, this, 0) : NO_MATCH;
    }

    @Override
    public String getFormatName() {
        return "Extended XYZ";
    }

    @Override
    public String getReaderClassName() {
        return ExtendedXyzMoleculeReader.class.getName();
    }

    @Override
    public String getWriterClassName() {
        return ExtendedXyzMoleculeWriter.class.getName();
    }

    @Override
    public String getPreferredNameExtension() {
        return "extxyz";
    }

    @Override
    public String[] getNameExtensions() {
        return new String[] {"extxyz", "xyz"};
    }

    @Override
    public String getMIMEType() {
        return "chemical/x-xyz";
    }

    @Override
    public boolean isXMLBased() {
        return false;
    }

    @Override
    public int getSupportedDataFeatures() {
        return getRequiredDataFeatures();
    }

    @Override
    public int getRequiredDataFeatures() {
        return DataFeatures.HAS_3D_COORDINATES | DataFeatures.HAS_ATOM_ELEMENT_SYMBOL;
    }
}
