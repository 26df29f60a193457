import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.tdb2.TDB2Factory;

/** Asks a TDB2 database each query file three times; prints name, least seconds, least CPU seconds, rows (-1: stopped). */
public class JenaCatalogue {
    public static void main(String[] arguments) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Dataset dataset = TDB2Factory.connectDataset(arguments[0]);
        double limit = Double.parseDouble(arguments[1]);
        for (int place = 2; place < arguments.length; place++) {
            Path file = Path.of(arguments[place]);
            Query query = QueryFactory.create(Files.readString(file));
            double wall = Double.MAX_VALUE, cpu = Double.MAX_VALUE;
            long rows = -1;
            for (int attempt = 0; attempt < 3; attempt++) {
                long began = System.nanoTime(), spent = system.getProcessCpuTime();
                dataset.begin(ReadWrite.READ);
                try (QueryExecution execution = QueryExecutionFactory.create(query, dataset)) {
                    execution.setTimeout((long) (1000 * limit));
                    rows = ResultSetFormatter.consume(execution.execSelect());
                } catch (QueryCancelledException stopped) {
                    rows = -1;
                    attempt = 3;
                } finally {
                    dataset.end();
                }
                wall = Math.min(wall, (System.nanoTime() - began) / 1e9);
                cpu = Math.min(cpu, (system.getProcessCpuTime() - spent) / 1e9);
            }
            System.out.printf("%s %.4f %.4f %d%n", file.getFileName().toString().replace(".rq", ""), wall, cpu, rows);
            System.out.flush();
        }
    }
}
